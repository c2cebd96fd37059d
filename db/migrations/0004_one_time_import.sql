CREATE TYPE "public"."import_action" AS ENUM('create', 'link', 'update', 'skip', 'conflict');--> statement-breakpoint
CREATE TYPE "public"."import_kind" AS ENUM('customer', 'supplier', 'product');--> statement-breakpoint
CREATE TYPE "public"."import_row_state" AS ENUM('waiting', 'writing', 'done', 'failed', 'undone');--> statement-breakpoint
CREATE TYPE "public"."import_side" AS ENUM('fiken', 'rackbeat');--> statement-breakpoint
CREATE TYPE "public"."import_status" AS ENUM('planning', 'planned', 'running', 'paused', 'finished', 'closed');--> statement-breakpoint
CREATE TABLE "import_entities" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"installation_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"side" "import_side" NOT NULL,
	"kind" "import_kind" NOT NULL,
	"key" text NOT NULL,
	"traits" jsonb NOT NULL,
	"entity" jsonb NOT NULL,
	CONSTRAINT "import_entities_one_per_key" UNIQUE("import_id","side","kind","key")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"installation_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"kind" "import_kind" NOT NULL,
	"fiken_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"identity" text,
	"action" "import_action" NOT NULL,
	"proposed" "import_action" NOT NULL,
	"options" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"rackbeat_key" text,
	"matched_by" text,
	"changes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"body" jsonb,
	"stock" text,
	"state" "import_row_state" DEFAULT 'waiting' NOT NULL,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"intent_at" timestamp with time zone,
	"due_at" timestamp with time zone,
	"written" text,
	"written_at" timestamp with time zone,
	"adjustment_id" text,
	"stock_booked_at" timestamp with time zone,
	"undo_asked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_rows_one_per_fiken_id" UNIQUE("import_id","kind","fiken_id")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"installation_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"status" "import_status" DEFAULT 'planning' NOT NULL,
	"choices" jsonb NOT NULL,
	"cursor" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"failure" jsonb,
	"planned_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "imports_one_per_installation" UNIQUE("installation_id")
);
--> statement-breakpoint
ALTER TABLE "import_entities" ADD CONSTRAINT "import_entities_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_entities" ADD CONSTRAINT "import_entities_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_installation_id_installations_id_fk" FOREIGN KEY ("installation_id") REFERENCES "public"."installations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_rows_in_order" ON "import_rows" USING btree ("import_id","kind","position");--> statement-breakpoint
CREATE INDEX "import_rows_by_state" ON "import_rows" USING btree ("import_id","state");--> statement-breakpoint
CREATE INDEX "import_rows_by_key" ON "import_rows" USING btree ("installation_id","kind","rackbeat_key");--> statement-breakpoint
CREATE UNIQUE INDEX "import_rows_one_per_rackbeat_key" ON "import_rows" USING btree ("import_id","kind","rackbeat_key") WHERE "import_rows"."action" in ('create', 'link', 'update');