"""Whether a pack holds together: over every worked example, in both documents, and against newer texts."""
