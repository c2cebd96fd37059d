ALTER TABLE "vat_mappings" DROP CONSTRAINT "vat_mappings_one_per_rate";--> statement-breakpoint
ALTER TABLE "vat_mappings" ADD COLUMN "product_group" integer;--> statement-breakpoint
ALTER TABLE "vat_mappings" ADD CONSTRAINT "vat_mappings_one_per_rate" UNIQUE NULLS NOT DISTINCT("installation_id","side","product_group","zone","rate");