-- An agreement imports once: what has run is never begun again, and what is closed never changes. Only the installation
-- takes it with it.
CREATE FUNCTION import_is_spent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF (OLD.status = 'closed' OR OLD.started_at IS NOT NULL)
      AND EXISTS (SELECT 1 FROM installations WHERE id = OLD.installation_id) THEN
      RAISE EXCEPTION 'import % has run and cannot be deleted', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF OLD.status = 'closed' THEN
    RAISE EXCEPTION 'import % is closed for good', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.started_at IS NOT NULL AND (
    NEW.started_at IS DISTINCT FROM OLD.started_at
    OR NEW.installation_id <> OLD.installation_id
    OR NEW.status IN ('planning', 'planned')
  ) THEN
    RAISE EXCEPTION 'import % has run and cannot be planned again', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END;
$$;--> statement-breakpoint
CREATE TRIGGER import_is_spent BEFORE UPDATE OR DELETE ON "imports"
  FOR EACH ROW EXECUTE FUNCTION import_is_spent();
