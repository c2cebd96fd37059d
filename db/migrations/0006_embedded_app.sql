ALTER TYPE "public"."transfer_state" ADD VALUE 'skipped';--> statement-breakpoint
CREATE TABLE "account_uses" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"installation_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"product_group" integer NOT NULL,
	"account" text NOT NULL,
	"vat_type" text NOT NULL,
	"products" integer NOT NULL,
	"counted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "account_uses_one_per_pair" UNIQUE("connection_id","product_group","account","vat_type")
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"installation_id" uuid PRIMARY KEY NOT NULL,
	"address" text,
	"told_causes" text[] DEFAULT '{}'::text[] NOT NULL,
	"told_groups" integer[] DEFAULT '{}'::integer[] NOT NULL,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mapping_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "mapping_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"installation_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"origin" text NOT NULL,
	"undoes" bigint,
	"rules" jsonb NOT NULL,
	"released" integer NOT NULL
);
--> statement-breakpoint
DROP INDEX "transfers_newest";--> statement-breakpoint
ALTER TABLE "product_groups" ADD COLUMN "product_count" integer;--> statement-breakpoint
ALTER TABLE "product_groups" ADD COLUMN "first_seen_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "transfer_settings" ADD COLUMN "invoice_bank_account" text;--> statement-breakpoint
ALTER TABLE "transfer_settings" ADD COLUMN "passed_steps" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "transfers" ADD COLUMN "product_groups" integer[] DEFAULT '{}'::integer[] NOT NULL;--> statement-breakpoint
ALTER TABLE "account_uses" ADD CONSTRAINT "account_uses_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_uses" ADD CONSTRAINT "account_uses_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping_changes" ADD CONSTRAINT "mapping_changes_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mapping_changes" ADD CONSTRAINT "mapping_changes_undoes_mapping_changes_id_fk" FOREIGN KEY ("undoes") REFERENCES "public"."mapping_changes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mapping_changes_newest" ON "mapping_changes" USING btree ("installation_id","id");--> statement-breakpoint
CREATE INDEX "transfers_by_state" ON "transfers" USING btree ("installation_id","state","kind","requested_at","id");--> statement-breakpoint
CREATE INDEX "transfers_by_date" ON "transfers" USING btree ("installation_id","document_date","id","state","kind") WHERE "transfers"."document_date" is not null;--> statement-breakpoint
CREATE INDEX "transfers_by_number" ON "transfers" USING btree ("installation_id","rackbeat_key" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "transfers_by_amount" ON "transfers" USING btree ("installation_id","total_minor") WHERE "transfers"."total_minor" is not null;--> statement-breakpoint
CREATE INDEX "transfers_by_party" ON "transfers" USING btree ("installation_id","party_name") WHERE "transfers"."party_name" is not null;--> statement-breakpoint
CREATE INDEX "transfers_verified" ON "transfers" USING btree ("installation_id","verified_at","kind") WHERE "transfers"."verified_at" is not null;--> statement-breakpoint
CREATE INDEX "transfers_newest" ON "transfers" USING btree ("installation_id","requested_at","id");