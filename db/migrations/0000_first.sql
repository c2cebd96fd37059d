CREATE TYPE "public"."authorization_purpose" AS ENUM('install', 'reconnect');--> statement-breakpoint
CREATE TYPE "public"."authorization_status" AS ENUM('started', 'finished', 'cancelled', 'failed');--> statement-breakpoint
CREATE TYPE "public"."connection_status" AS ENUM('active', 'disconnected');--> statement-breakpoint
CREATE TYPE "public"."delivery_outcome" AS ENUM('accepted', 'ignored');--> statement-breakpoint
CREATE TYPE "public"."grant_status" AS ENUM('active', 'revoked');--> statement-breakpoint
CREATE TYPE "public"."installation_status" AS ENUM('active', 'uninstalled', 'unreachable');--> statement-breakpoint
CREATE TYPE "public"."mapping_side" AS ENUM('sales', 'purchase');--> statement-breakpoint
CREATE TYPE "public"."vat_treatment" AS ENUM('high', 'medium', 'low', 'exempt', 'export', 'outside', 'reverse_charge');--> statement-breakpoint
CREATE TYPE "public"."vat_zone" AS ENUM('domestic', 'eu', 'abroad', 'domestic_exempt');--> statement-breakpoint
CREATE TYPE "public"."posting_state" AS ENUM('intent', 'accepted', 'adopted', 'refused', 'missing');--> statement-breakpoint
CREATE TYPE "public"."document_mode" AS ENUM('draft', 'booked');--> statement-breakpoint
CREATE TYPE "public"."invoice_issuer" AS ENUM('rackbeat', 'fiken');--> statement-breakpoint
CREATE TYPE "public"."entity_kind" AS ENUM('customer', 'supplier', 'product', 'lot', 'customer_invoice', 'supplier_invoice', 'stock_level');--> statement-breakpoint
CREATE TYPE "public"."transfer_state" AS ENUM('pending', 'working', 'posted', 'verified', 'held', 'checking', 'failed', 'unchanged', 'excluded');--> statement-breakpoint
CREATE TYPE "public"."webhook_state" AS ENUM('live', 'unsupported');--> statement-breakpoint
CREATE TABLE "authorizations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"purpose" "authorization_purpose" NOT NULL,
	"status" "authorization_status" DEFAULT 'started' NOT NULL,
	"state_hash" text NOT NULL,
	"install_token_hash" text,
	"install_token" text,
	"installation_id" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "authorizations_one_per_state" UNIQUE("state_hash"),
	CONSTRAINT "authorizations_one_per_install_token" UNIQUE("install_token_hash")
);
--> statement-breakpoint
CREATE TABLE "bindings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"installation_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"kind" "entity_kind" NOT NULL,
	"rackbeat_key" text NOT NULL,
	"fiken_id" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bindings_one_per_rackbeat_key" UNIQUE("connection_id","kind","rackbeat_key"),
	CONSTRAINT "bindings_one_per_fiken_id" UNIQUE("connection_id","kind","fiken_id")
);
--> statement-breakpoint
CREATE TABLE "chart_accounts" (
	"installation_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chart_accounts_one_per_code" PRIMARY KEY("connection_id","code")
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"installation_id" uuid NOT NULL,
	"grant_id" uuid NOT NULL,
	"company_slug" text NOT NULL,
	"company_name" text NOT NULL,
	"organization_number" text,
	"vat_type" text,
	"status" "connection_status" DEFAULT 'active' NOT NULL,
	"connected_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connections_one_per_company" UNIQUE("installation_id","company_slug")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"installation_id" uuid NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"event" text NOT NULL,
	"entity_kind" "entity_kind",
	"rackbeat_key" text,
	"body" text NOT NULL,
	"outcome" "delivery_outcome" NOT NULL,
	"reason" text,
	"transfer_id" uuid
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"installation_id" uuid NOT NULL,
	"status" "grant_status" DEFAULT 'active' NOT NULL,
	"access_token" text NOT NULL,
	"refresh_token" text NOT NULL,
	"access_token_expires_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"lane_holder" uuid,
	"lane_until" timestamp with time zone,
	"lane_next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"wake_sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agreement_id" text NOT NULL,
	"company_name" text NOT NULL,
	"app_slug" text NOT NULL,
	"rackbeat_token" text NOT NULL,
	"settings_secret_hash" text NOT NULL,
	"webhook_secret_hash" text NOT NULL,
	"webhook_secret" text NOT NULL,
	"status" "installation_status" DEFAULT 'active' NOT NULL,
	"account_header" text,
	"locale" text,
	"installed_at" timestamp with time zone NOT NULL,
	"uninstalled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "installations_one_per_agreement" UNIQUE("agreement_id")
);
--> statement-breakpoint
CREATE TABLE "account_mappings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"installation_id" uuid NOT NULL,
	"side" "mapping_side" NOT NULL,
	"product_group" integer,
	"treatment" "vat_treatment" NOT NULL,
	"account" text NOT NULL,
	"vat_type" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_mappings_one_per_cell" UNIQUE NULLS NOT DISTINCT("installation_id","side","product_group","treatment")
);
--> statement-breakpoint
CREATE TABLE "vat_mappings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"installation_id" uuid NOT NULL,
	"side" "mapping_side" NOT NULL,
	"zone" "vat_zone" NOT NULL,
	"rate" numeric(5, 2) NOT NULL,
	"treatment" "vat_treatment" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vat_mappings_one_per_rate" UNIQUE("installation_id","side","zone","rate")
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"installation_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"transfer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"state" "posting_state" DEFAULT 'intent' NOT NULL,
	"request" jsonb NOT NULL,
	"fiken_id" text,
	"problem" jsonb,
	"look_ups" integer DEFAULT 0 NOT NULL,
	"looked_up_at" timestamp with time zone,
	"intent_at" timestamp with time zone NOT NULL,
	"outcome_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "product_groups" (
	"installation_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" text NOT NULL,
	"has_inventory" boolean DEFAULT false NOT NULL,
	"vat_domestic" numeric(5, 2),
	"vat_eu" numeric(5, 2),
	"vat_abroad" numeric(5, 2),
	"vat_domestic_exempt" numeric(5, 2),
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "product_groups_one_per_number" PRIMARY KEY("installation_id","number")
);
--> statement-breakpoint
CREATE TABLE "sweeps" (
	"installation_id" uuid NOT NULL,
	"kind" "entity_kind" NOT NULL,
	"cursor_at" timestamp with time zone NOT NULL,
	"last_run_at" timestamp with time zone,
	"last_failure" text,
	CONSTRAINT "sweeps_one_per_kind" PRIMARY KEY("installation_id","kind")
);
--> statement-breakpoint
CREATE TABLE "transfer_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "transfer_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"installation_id" uuid NOT NULL,
	"transfer_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"event" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transfer_settings" (
	"installation_id" uuid PRIMARY KEY NOT NULL,
	"sales_invoice_mode" "document_mode",
	"invoice_issuer" "invoice_issuer" DEFAULT 'rackbeat' NOT NULL,
	"attach_pdf" boolean DEFAULT true NOT NULL,
	"start_date" date,
	"live_at" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"installation_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"kind" "entity_kind" NOT NULL,
	"rackbeat_key" text NOT NULL,
	"state" "transfer_state" DEFAULT 'pending' NOT NULL,
	"requests" integer DEFAULT 1 NOT NULL,
	"handled_requests" integer DEFAULT 0 NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"claim" uuid,
	"attempts" integer DEFAULT 0 NOT NULL,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"causes" text[] DEFAULT '{}'::text[] NOT NULL,
	"content_hash" text,
	"party_name" text,
	"document_date" date,
	"booked_at" timestamp with time zone,
	"currency" text,
	"total_minor" bigint,
	"vat_minor" bigint,
	"fiken_kind" text,
	"fiken_id" bigint,
	"fiken_requests" integer DEFAULT 0 NOT NULL,
	"posted_at" timestamp with time zone,
	"verified_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transfers_one_per_entity" UNIQUE("connection_id","kind","rackbeat_key")
);
--> statement-breakpoint
CREATE TABLE "webhook_subscriptions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"installation_id" uuid NOT NULL,
	"event" text NOT NULL,
	"state" "webhook_state" NOT NULL,
	"rackbeat_webhook_id" bigint,
	"token_hash" text,
	"checked_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_subscriptions_one_per_event" UNIQUE("installation_id","event")
);
--> statement-breakpoint
ALTER TABLE "authorizations" ADD CONSTRAINT "authorizations_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bindings" ADD CONSTRAINT "bindings_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bindings" ADD CONSTRAINT "bindings_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chart_accounts" ADD CONSTRAINT "chart_accounts_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chart_accounts" ADD CONSTRAINT "chart_accounts_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_grant_id_grants_id_fk" FOREIGN KEY ("grant_id") REFERENCES "public"."grants"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_transfer_id_transfers_id_fk" FOREIGN KEY ("transfer_id") REFERENCES "public"."transfers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grants" ADD CONSTRAINT "grants_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_mappings" ADD CONSTRAINT "account_mappings_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vat_mappings" ADD CONSTRAINT "vat_mappings_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_transfer_id_transfers_id_fk" FOREIGN KEY ("transfer_id") REFERENCES "public"."transfers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_groups" ADD CONSTRAINT "product_groups_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sweeps" ADD CONSTRAINT "sweeps_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_events" ADD CONSTRAINT "transfer_events_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_events" ADD CONSTRAINT "transfer_events_transfer_id_transfers_id_fk" FOREIGN KEY ("transfer_id") REFERENCES "public"."transfers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer_settings" ADD CONSTRAINT "transfer_settings_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfers" ADD CONSTRAINT "transfers_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_subscriptions" ADD CONSTRAINT "webhook_subscriptions_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "connections_one_active" ON "connections" USING btree ("installation_id") WHERE "connections"."status" = 'active';--> statement-breakpoint
CREATE INDEX "deliveries_newest" ON "deliveries" USING btree ("installation_id","received_at");--> statement-breakpoint
CREATE INDEX "grants_by_installation" ON "grants" USING btree ("installation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "postings_one_live_per_key" ON "postings" USING btree ("connection_id","kind","key") WHERE "postings"."state" in ('intent', 'accepted', 'adopted');--> statement-breakpoint
CREATE INDEX "postings_by_transfer" ON "postings" USING btree ("transfer_id");--> statement-breakpoint
CREATE INDEX "transfer_events_in_order" ON "transfer_events" USING btree ("transfer_id","id");--> statement-breakpoint
CREATE INDEX "transfers_due" ON "transfers" USING btree ("connection_id","state","due_at");--> statement-breakpoint
CREATE INDEX "transfers_newest" ON "transfers" USING btree ("installation_id","requested_at");--> statement-breakpoint
CREATE INDEX "transfers_by_cause" ON "transfers" USING gin ("causes");