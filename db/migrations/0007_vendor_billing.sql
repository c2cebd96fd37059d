CREATE TYPE "public"."billing_line_kind" AS ENUM('charge', 'correction');--> statement-breakpoint
CREATE TYPE "public"."billing_vat_treatment" AS ENUM('danish_vat', 'reverse_charge', 'outside_danish_vat', 'unknown');--> statement-breakpoint
CREATE TYPE "public"."revenue_movement_kind" AS ENUM('new', 'reactivated', 'expansion', 'contraction', 'churned', 'taken_over', 'trial_started', 'trial_ended');--> statement-breakpoint
CREATE TYPE "public"."subscription_event_kind" AS ENUM('installed', 'live', 'paused', 'resumed', 'uninstalled', 'reinstalled');--> statement-breakpoint
CREATE TYPE "public"."subscription_standing" AS ENUM('not_live', 'trial', 'active', 'paused', 'taken_over', 'uninstalled');--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"installation_id" uuid,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "billing_lines" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "billing_lines_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"month" text NOT NULL,
	"installation_id" uuid NOT NULL,
	"kind" "billing_line_kind" NOT NULL,
	"service_month" text NOT NULL,
	"agreement_id" text NOT NULL,
	"company_name" text NOT NULL,
	"organization_number" text,
	"country" text,
	"vat_number" text,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"days" integer NOT NULL,
	"days_in_month" integer NOT NULL,
	"price_minor" integer NOT NULL,
	"net_minor" integer NOT NULL,
	"vat_treatment" "billing_vat_treatment" NOT NULL,
	"vat_minor" integer,
	"rules" jsonb NOT NULL,
	"text_danish" text NOT NULL,
	"text_english" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "billing_months" (
	"month" text PRIMARY KEY NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" text,
	"totals" jsonb
);
--> statement-breakpoint
CREATE TABLE "billing_totals" (
	"month" text NOT NULL,
	"vat_treatment" "billing_vat_treatment" NOT NULL,
	"lines" integer NOT NULL,
	"net_minor" bigint NOT NULL,
	"vat_minor" bigint NOT NULL,
	CONSTRAINT "billing_totals_one_per_treatment" PRIMARY KEY("month","vat_treatment")
);
--> statement-breakpoint
CREATE TABLE "free_months" (
	"installation_id" uuid NOT NULL,
	"month" text NOT NULL,
	"reason" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "free_months_once" PRIMARY KEY("installation_id","month")
);
--> statement-breakpoint
CREATE TABLE "price_periods" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "price_periods_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"installation_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date,
	"price_minor" integer NOT NULL,
	"reason" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_periods_price_is_no_debt" CHECK ("price_periods"."price_minor" >= 0),
	CONSTRAINT "price_periods_end_after_begin" CHECK ("price_periods"."to_day" >= "price_periods"."from_day")
);
--> statement-breakpoint
CREATE TABLE "revenue_months" (
	"month" text NOT NULL,
	"kind" "revenue_movement_kind" NOT NULL,
	"agreements" integer NOT NULL,
	"amount_minor" bigint NOT NULL,
	CONSTRAINT "revenue_months_one_per_kind" PRIMARY KEY("month","kind")
);
--> statement-breakpoint
CREATE TABLE "revenue_movements" (
	"installation_id" uuid NOT NULL,
	"month" text NOT NULL,
	"kind" "revenue_movement_kind" NOT NULL,
	"amount_minor" integer NOT NULL,
	CONSTRAINT "revenue_movements_once_a_month" PRIMARY KEY("installation_id","month","kind")
);
--> statement-breakpoint
CREATE TABLE "subscription_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "subscription_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"installation_id" uuid NOT NULL,
	"kind" "subscription_event_kind" NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscription_standings" (
	"installation_id" uuid PRIMARY KEY NOT NULL,
	"agreement_id" text NOT NULL,
	"company_name" text NOT NULL,
	"organization_number" text,
	"country" text,
	"vat_number" text,
	"standing" "subscription_standing" NOT NULL,
	"until" date,
	"price_minor" integer,
	"live_on" date,
	"search_text" text NOT NULL,
	"computed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"installation_id" uuid PRIMARY KEY NOT NULL,
	"trial_days" integer DEFAULT 0 NOT NULL,
	"country" text,
	"organization_number" text,
	"vat_number" text,
	"is_stale" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subscriptions_trial_is_no_debt" CHECK ("subscriptions"."trial_days" >= 0)
);
--> statement-breakpoint
CREATE TABLE "take_overs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "take_overs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"installation_id" uuid,
	"from_day" date NOT NULL,
	"reason" text NOT NULL,
	"created_by" text NOT NULL,
	"resumes_on" date,
	"reversed_at" timestamp with time zone,
	"reversed_by" text,
	"reversal_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "take_overs_resume_after_begin" CHECK ("take_overs"."resumes_on" >= "take_overs"."from_day"),
	CONSTRAINT "take_overs_reversed_with_reason" CHECK (("take_overs"."reversed_at" is null) = ("take_overs"."resumes_on" is null) and ("take_overs"."reversed_at" is null) = ("take_overs"."reversal_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "vendor_notes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "vendor_notes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"installation_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"author" text NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "billing_lines" ADD CONSTRAINT "billing_lines_month_billing_months_month_fk" FOREIGN KEY ("month") REFERENCES "public"."billing_months"("month") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "free_months" ADD CONSTRAINT "free_months_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_periods" ADD CONSTRAINT "price_periods_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revenue_movements" ADD CONSTRAINT "revenue_movements_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_events" ADD CONSTRAINT "subscription_events_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscription_standings" ADD CONSTRAINT "subscription_standings_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "take_overs" ADD CONSTRAINT "take_overs_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_notes" ADD CONSTRAINT "vendor_notes_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_entries_of_installation" ON "audit_entries" USING btree ("installation_id","id");--> statement-breakpoint
CREATE INDEX "billing_lines_of_month" ON "billing_lines" USING btree ("month","company_name","id");--> statement-breakpoint
CREATE INDEX "billing_lines_of_installation" ON "billing_lines" USING btree ("installation_id","month");--> statement-breakpoint
CREATE INDEX "price_periods_of_installation" ON "price_periods" USING btree ("installation_id","id");--> statement-breakpoint
CREATE INDEX "revenue_movements_of_month" ON "revenue_movements" USING btree ("month","kind","installation_id");--> statement-breakpoint
CREATE INDEX "subscription_events_in_order" ON "subscription_events" USING btree ("installation_id","at","id");--> statement-breakpoint
CREATE INDEX "subscription_standings_by_company" ON "subscription_standings" USING btree ("company_name","installation_id");--> statement-breakpoint
CREATE INDEX "subscription_standings_by_standing" ON "subscription_standings" USING btree ("standing","company_name","installation_id");--> statement-breakpoint
CREATE INDEX "subscription_standings_until" ON "subscription_standings" USING btree ("until");--> statement-breakpoint
CREATE INDEX "subscriptions_stale" ON "subscriptions" USING btree ("installation_id") WHERE "subscriptions"."is_stale";--> statement-breakpoint
CREATE INDEX "take_overs_of_installation" ON "take_overs" USING btree ("installation_id");--> statement-breakpoint
CREATE INDEX "vendor_notes_newest" ON "vendor_notes" USING btree ("installation_id","id");--> statement-breakpoint
CREATE INDEX "transfers_last_verified" ON "transfers" USING btree ("installation_id","verified_at") WHERE "transfers"."verified_at" is not null;--> statement-breakpoint
CREATE INDEX "transfers_waiting" ON "transfers" USING btree ("installation_id") WHERE "transfers"."state" in ('held', 'failed');