"""The pipeline that takes approved stories to loudspeakers and boards."""
