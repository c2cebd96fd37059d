CREATE INDEX "grants_revoked" ON "grants" USING btree ("id") WHERE "grants"."status" = 'revoked';--> statement-breakpoint
CREATE INDEX "installations_unreachable" ON "installations" USING btree ("id") WHERE "installations"."status" = 'unreachable';--> statement-breakpoint
CREATE INDEX "transfers_unfinished" ON "transfers" USING btree ("requested_at","id") WHERE "transfers"."state" in ('pending', 'working', 'posted', 'checking', 'held', 'failed');--> statement-breakpoint
CREATE INDEX "transfers_unfinished_of_installation" ON "transfers" USING btree ("installation_id","requested_at","id","state") WHERE "transfers"."state" in ('pending', 'working', 'posted', 'checking', 'held', 'failed');--> statement-breakpoint
DROP INDEX "transfers_last_verified";--> statement-breakpoint
DROP INDEX "transfers_waiting";