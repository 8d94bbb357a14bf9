"""The `argument` command: one file per subcommand, loaded when it is asked for."""
