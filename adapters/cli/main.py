"""The ``argument`` command. A subcommand's module is imported when it is called: the others cost nothing."""

from __future__ import annotations

from importlib import import_module

import click

from adapters.cli.exits import give_up

SUMMARIES = {
    "up": "Start the whole system in the foreground; Ctrl-C ends it.",
    "publish": "Make a link from a picture and a video.",
    "export": "Write all that plays a link into a zip for any web server.",
    "stats": "Show who looked at a project's links.",
    "score": "Tell how well a camera will find a picture, without a server.",
    "compile": "Write the tracking files of a picture, without a server.",
    "status": "Show what runs, where, and where the credentials lie.",
    "doctor": "Look for what is wrong and say how to mend it.",
    "reset": "Delete all data of a stopped system.",
}


class Commands(click.Group):
    """Subcommands by name, each ``command`` in a module of that name."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(SUMMARIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- same
        return import_module(f"adapters.cli.{cmd_name}").command if cmd_name in SUMMARIES else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 -- same
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))


def _tell_version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    """Looked up when it is asked for only: that takes as long as all else that a command starts with."""
    if asked and not context.resilient_parsing:
        from importlib.metadata import PackageNotFoundError, version

        try:
            text = version("argument-webar")
        except PackageNotFoundError:
            text = "not installed"
        click.echo(f"argument, version {text}")
        context.exit()


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_tell_version, help="Show the version."
)
def argument() -> None:
    """Self-hosted WebAR: a picture and a video become a link that plays on the printed picture."""


def main() -> None:
    """The console script."""
    try:
        argument(prog_name="argument")
    except PermissionError as error:
        give_up(f"{error.filename}: this user may not use it. Use the user who started the system, or another --data.")


if __name__ == "__main__":
    main()
