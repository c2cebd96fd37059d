CREATE TYPE "public"."reconciliation_source" AS ENUM('rackbeat', 'fiken');--> statement-breakpoint
ALTER TYPE "public"."reconciliation_result" ADD VALUE 'draft' BEFORE 'missing';--> statement-breakpoint
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
ALTER TABLE "reconciliation_rows" DROP CONSTRAINT "reconciliation_rows_one_per_document";--> statement-breakpoint
ALTER TABLE "reconciliation_rows" ALTER COLUMN "differences" SET DATA TYPE jsonb USING "differences"::jsonb;--> statement-breakpoint
ALTER TABLE "reconciliation_rows" ALTER COLUMN "differences" SET DEFAULT '[]'::jsonb;--> statement-breakpoint
ALTER TABLE "reconciliation_rows" ALTER COLUMN "differences" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "reconciliations" ALTER COLUMN "failure" SET DATA TYPE jsonb USING "failure"::jsonb;--> statement-breakpoint
ALTER TABLE "reconciliation_rows" ADD COLUMN "key" text NOT NULL;--> statement-breakpoint
ALTER TABLE "reconciliation_rows" ADD COLUMN "transfer_id" uuid;--> statement-breakpoint
ALTER TABLE "reconciliation_rows" ADD COLUMN "fiken_kind" text;--> statement-breakpoint
ALTER TABLE "reconciliation_rows" ADD COLUMN "reason" jsonb;--> statement-breakpoint
ALTER TABLE "reconciliations" ADD COLUMN "cursor" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "reconciliation_entries" ADD CONSTRAINT "reconciliation_entries_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_entries" ADD CONSTRAINT "reconciliation_entries_reconciliation_id_reconciliations_id_fk" FOREIGN KEY ("reconciliation_id") REFERENCES "public"."reconciliations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reconciliation_entries_by_number" ON "reconciliation_entries" USING btree ("reconciliation_id","kind","number");--> statement-breakpoint
ALTER TABLE "reconciliation_rows" ADD CONSTRAINT "reconciliation_rows_transfer_id_transfers_id_fk" FOREIGN KEY ("transfer_id") REFERENCES "public"."transfers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_rows" ADD CONSTRAINT "reconciliation_rows_one_per_key" UNIQUE("reconciliation_id","kind","key");