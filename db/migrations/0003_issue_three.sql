CREATE TYPE "public"."reconciliation_source" AS ENUM('rackbeat', 'fiken');--> statement-breakpoint
CREATE TYPE "public"."reconciliation_result" AS ENUM('equal', 'draft', 'missing', 'changed', 'deleted', 'extra');--> statement-breakpoint
CREATE TYPE "public"."credit_note_form" AS ENUM('negative_sale', 'reversal');--> statement-breakpoint
ALTER TYPE "public"."vat_treatment" ADD VALUE 'none';--> statement-breakpoint
ALTER TYPE "public"."vat_treatment" ADD VALUE 'import';--> statement-breakpoint
ALTER TYPE "public"."posting_state" ADD VALUE 'reversed';--> statement-breakpoint
CREATE TABLE "reconciliation_entries" (
	"installation_id" uuid NOT NULL,
	"reconciliation_id" uuid NOT NULL,
	"source" "reconciliation_source" NOT NULL,
	"kind" "entity_kind" NOT NULL,
	"key" text NOT NULL,
	"number" text NOT NULL,
	"figures" jsonb NOT NULL,
	CONSTRAINT "reconciliation_entries_one_per_key" PRIMARY KEY("reconciliation_id","source","kind","key")
);
--> statement-breakpoint
CREATE TABLE "reconciliation_rows" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"installation_id" uuid NOT NULL,
	"reconciliation_id" uuid NOT NULL,
	"kind" "entity_kind" NOT NULL,
	"key" text NOT NULL,
	"number" text NOT NULL,
	"transfer_id" uuid,
	"document_date" date,
	"party_name" text,
	"currency" text,
	"rackbeat_minor" bigint,
	"fiken_minor" bigint,
	"fiken_kind" text,
	"fiken_id" bigint,
	"result" "reconciliation_result" NOT NULL,
	"differences" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"reason" jsonb,
	CONSTRAINT "reconciliation_rows_one_per_key" UNIQUE("reconciliation_id","kind","key")
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"installation_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"period_from" date NOT NULL,
	"period_to" date NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"cursor" jsonb NOT NULL,
	"failure" jsonb,
	"counts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"fiken_requests" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "bindings" ADD COLUMN "sent" jsonb;--> statement-breakpoint
ALTER TABLE "transfer_settings" ADD COLUMN "supplier_invoice_mode" "document_mode";--> statement-breakpoint
ALTER TABLE "transfer_settings" ADD COLUMN "credit_note_form" "credit_note_form" DEFAULT 'negative_sale' NOT NULL;--> statement-breakpoint
ALTER TABLE "transfer_settings" ADD COLUMN "supplier_number_fields" text[] DEFAULT '{supplier_invoice_number,invoice_number,external_number,their_reference,heading}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "transfer_settings" ADD COLUMN "kinds" "entity_kind"[] DEFAULT '{customer,supplier,product,lot,customer_invoice,supplier_invoice,stock_level}'::entity_kind[] NOT NULL;--> statement-breakpoint
ALTER TABLE "transfers" ADD COLUMN "reverse_asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reconciliation_entries" ADD CONSTRAINT "reconciliation_entries_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_entries" ADD CONSTRAINT "reconciliation_entries_reconciliation_id_reconciliations_id_fk" FOREIGN KEY ("reconciliation_id") REFERENCES "public"."reconciliations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_rows" ADD CONSTRAINT "reconciliation_rows_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_rows" ADD CONSTRAINT "reconciliation_rows_reconciliation_id_reconciliations_id_fk" FOREIGN KEY ("reconciliation_id") REFERENCES "public"."reconciliations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_rows" ADD CONSTRAINT "reconciliation_rows_transfer_id_transfers_id_fk" FOREIGN KEY ("transfer_id") REFERENCES "public"."transfers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reconciliation_entries_by_number" ON "reconciliation_entries" USING btree ("reconciliation_id","kind","number");--> statement-breakpoint
CREATE INDEX "reconciliations_newest" ON "reconciliations" USING btree ("installation_id","started_at");