ALTER TYPE "public"."authorization_status" ADD VALUE 'accepting' BEFORE 'finished';--> statement-breakpoint
ALTER TABLE "authorizations" ADD COLUMN "redirect_to" text;