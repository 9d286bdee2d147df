"""The annual report on asylum and migration, rebuilt from official statistics."""
