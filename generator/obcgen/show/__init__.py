"""Problems, schedules and settlements as text and as JSON. Pure: returns text, `cli` prints it."""
