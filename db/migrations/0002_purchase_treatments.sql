ALTER TYPE "public"."vat_treatment" ADD VALUE 'none';--> statement-breakpoint
ALTER TYPE "public"."vat_treatment" ADD VALUE 'import';