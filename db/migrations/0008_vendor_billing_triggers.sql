-- What must never change is kept by the database, whoever writes. Written by hand: drizzle-kit knows no triggers.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- An agreement's events may go with the whole installation (a foreign key's cascade is one trigger deep), and not else.
CREATE TRIGGER subscription_events_append_only BEFORE UPDATE OR DELETE ON "subscription_events"
  FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER subscription_events_no_truncate BEFORE TRUNCATE ON "subscription_events"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION refuse_change_of_closed_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'The month % is closed', OLD.month USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER billing_months_closed BEFORE UPDATE OR DELETE ON "billing_months"
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_closed_month();
--> statement-breakpoint
CREATE FUNCTION refuse_truncate_of_closed_months() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM billing_months WHERE closed_at IS NOT NULL) THEN
    RAISE EXCEPTION '% holds closed months', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER billing_months_no_truncate BEFORE TRUNCATE ON "billing_months"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate_of_closed_months();
--> statement-breakpoint
CREATE TRIGGER billing_lines_no_truncate BEFORE TRUNCATE ON "billing_lines"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate_of_closed_months();
--> statement-breakpoint
-- The sums per month and kind follow the movements of the agreements.
CREATE FUNCTION add_revenue_movements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO revenue_months (month, kind, agreements, amount_minor)
    SELECT month, kind, count(*), sum(amount_minor) FROM added GROUP BY month, kind ORDER BY month, kind
    ON CONFLICT (month, kind) DO UPDATE SET
      agreements = revenue_months.agreements + excluded.agreements,
      amount_minor = revenue_months.amount_minor + excluded.amount_minor;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION remove_revenue_movements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO revenue_months (month, kind, agreements, amount_minor)
    SELECT month, kind, -count(*), -sum(amount_minor) FROM removed GROUP BY month, kind ORDER BY month, kind
    ON CONFLICT (month, kind) DO UPDATE SET
      agreements = revenue_months.agreements + excluded.agreements,
      amount_minor = revenue_months.amount_minor + excluded.amount_minor;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER revenue_movements_inserted AFTER INSERT ON "revenue_movements"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_revenue_movements();
--> statement-breakpoint
CREATE TRIGGER revenue_movements_updated_to AFTER UPDATE ON "revenue_movements"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_revenue_movements();
--> statement-breakpoint
CREATE TRIGGER revenue_movements_updated_from AFTER UPDATE ON "revenue_movements"
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION remove_revenue_movements();
--> statement-breakpoint
CREATE TRIGGER revenue_movements_deleted AFTER DELETE ON "revenue_movements"
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION remove_revenue_movements();
--> statement-breakpoint
-- Lines come and go in open months only, and the sums per month and VAT treatment follow them. The share lock makes a
-- month that is just being closed wait for its lines, and its lines for it.
CREATE FUNCTION add_billing_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  closed text;
BEGIN
  PERFORM 1 FROM billing_months WHERE month IN (SELECT month FROM added) ORDER BY month FOR SHARE;
  SELECT min(month) INTO closed FROM billing_months
    WHERE closed_at IS NOT NULL AND month IN (SELECT month FROM added);
  IF closed IS NOT NULL THEN
    RAISE EXCEPTION 'The month % is closed', closed USING ERRCODE = 'restrict_violation';
  END IF;
  INSERT INTO billing_totals (month, vat_treatment, lines, net_minor, vat_minor)
    SELECT month, vat_treatment, count(*), sum(net_minor), coalesce(sum(vat_minor), 0)
      FROM added GROUP BY month, vat_treatment ORDER BY month, vat_treatment
    ON CONFLICT (month, vat_treatment) DO UPDATE SET
      lines = billing_totals.lines + excluded.lines,
      net_minor = billing_totals.net_minor + excluded.net_minor,
      vat_minor = billing_totals.vat_minor + excluded.vat_minor;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION remove_billing_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  closed text;
BEGIN
  PERFORM 1 FROM billing_months WHERE month IN (SELECT month FROM removed) ORDER BY month FOR SHARE;
  SELECT min(month) INTO closed FROM billing_months
    WHERE closed_at IS NOT NULL AND month IN (SELECT month FROM removed);
  IF closed IS NOT NULL THEN
    RAISE EXCEPTION 'The month % is closed', closed USING ERRCODE = 'restrict_violation';
  END IF;
  INSERT INTO billing_totals (month, vat_treatment, lines, net_minor, vat_minor)
    SELECT month, vat_treatment, -count(*), -sum(net_minor), -coalesce(sum(vat_minor), 0)
      FROM removed GROUP BY month, vat_treatment ORDER BY month, vat_treatment
    ON CONFLICT (month, vat_treatment) DO UPDATE SET
      lines = billing_totals.lines + excluded.lines,
      net_minor = billing_totals.net_minor + excluded.net_minor,
      vat_minor = billing_totals.vat_minor + excluded.vat_minor;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER billing_lines_inserted AFTER INSERT ON "billing_lines"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_billing_lines();
--> statement-breakpoint
CREATE TRIGGER billing_lines_updated_to AFTER UPDATE ON "billing_lines"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION add_billing_lines();
--> statement-breakpoint
CREATE TRIGGER billing_lines_updated_from AFTER UPDATE ON "billing_lines"
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION remove_billing_lines();
--> statement-breakpoint
CREATE TRIGGER billing_lines_deleted AFTER DELETE ON "billing_lines"
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION remove_billing_lines();
--> statement-breakpoint
-- Agreements from before there was a history: what is still known of them.
INSERT INTO subscriptions (installation_id) SELECT id FROM installations;
--> statement-breakpoint
INSERT INTO subscription_events (installation_id, kind, at)
  SELECT installation_id, kind::subscription_event_kind, at FROM (
    SELECT i.id AS installation_id, 'installed' AS kind, least(i.installed_at, s.live_at) AS at
      FROM installations i LEFT JOIN transfer_settings s ON s.installation_id = i.id
    UNION ALL SELECT installation_id, 'live', live_at FROM transfer_settings WHERE live_at IS NOT NULL
    UNION ALL SELECT installation_id, 'paused', paused_at FROM transfer_settings WHERE paused_at IS NOT NULL
    UNION ALL SELECT id, 'uninstalled', uninstalled_at FROM installations WHERE uninstalled_at IS NOT NULL
  ) known
  ORDER BY at, array_position(ARRAY['installed', 'live', 'paused', 'uninstalled'], kind);
