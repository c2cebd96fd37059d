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
ALTER TABLE "transfer_settings" ADD COLUMN "invoice_bank_account" text;--> statement-breakpoint
ALTER TABLE "transfer_settings" ADD COLUMN "passed_steps" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;