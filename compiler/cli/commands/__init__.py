"""The commands by subject: what each takes and says of itself; the modules beside this folder do the work."""
