CREATE TABLE "vendor_digests" (
	"day" date NOT NULL,
	"address" text NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "vendor_digests_one_a_morning" PRIMARY KEY("day","address")
);
