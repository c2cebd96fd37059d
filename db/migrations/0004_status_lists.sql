DROP INDEX "transfers_newest";--> statement-breakpoint
CREATE INDEX "transfers_by_state" ON "transfers" USING btree ("installation_id","state","kind","requested_at","id");--> statement-breakpoint
CREATE INDEX "transfers_by_date" ON "transfers" USING btree ("installation_id","document_date","id","state","kind") WHERE "transfers"."document_date" is not null;--> statement-breakpoint
CREATE INDEX "transfers_by_number" ON "transfers" USING btree ("installation_id","rackbeat_key" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "transfers_by_amount" ON "transfers" USING btree ("installation_id","total_minor") WHERE "transfers"."total_minor" is not null;--> statement-breakpoint
CREATE INDEX "transfers_by_party" ON "transfers" USING btree ("installation_id","party_name") WHERE "transfers"."party_name" is not null;--> statement-breakpoint
CREATE INDEX "transfers_verified" ON "transfers" USING btree ("installation_id","verified_at","kind") WHERE "transfers"."verified_at" is not null;--> statement-breakpoint
CREATE INDEX "transfers_newest" ON "transfers" USING btree ("installation_id","requested_at","id");