"""Loudspeakers and boards: how they sign in, fetch their plan and sounds, and report."""
