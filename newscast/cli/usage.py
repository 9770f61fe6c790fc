"""What the command line library says without asking a catalogue: the shape of a command, and a command there is not."""

from __future__ import annotations

import click

from newscast.base.i18n import _

OPTIONS = _("[OPTIONS]")
SUBCOMMAND = _("COMMAND [ARGS]...")
MEANT = {
    **dict.fromkeys(("construir", "construye", "producir", "produce", "render"), "build"),
    **dict.fromkeys(("revisar", "revisa", "validar", "validate", "lint"), "check"),
    **dict.fromkeys(("gráficos", "graficos", "gráficas", "templates", "plantillas"), "graphics"),
    **dict.fromkeys(("estado", "situación", "jobs"), "status"),
    **dict.fromkeys(("vigilar", "vigila"), "watch"),
    **dict.fromkeys(("página", "pagina", "page", "serve", "servir"), "review"),
    **dict.fromkeys(("cuentas", "usuarios", "users", "account"), "accounts"),
    **dict.fromkeys(("nuevo", "nueva", "crear", "create", "init", "start"), "new"),
    **dict.fromkeys(("guion", "guión", "prompter", "teleprompter"), "script"),
    **dict.fromkeys(("diagnóstico", "diagnostico", "médico"), "doctor"),
    **dict.fromkeys(("archivar", "archivo"), "archive"),
    **dict.fromkeys(("almacén", "almacen", "cache"), "store"),
    **dict.fromkeys(("mesa", "respaldo", "respaldar", "backup", "restore"), "desk"),
    **dict.fromkeys(("esquema",), "schema"),
    **dict.fromkeys(("agregar", "añadir"), "add"),
    **dict.fromkeys(("quitar", "eliminar", "borrar", "delete"), "remove"),
    **dict.fromkeys(("lista", "listar"), "list"),
    **dict.fromkeys(("enlace", "liga"), "link"),
    **dict.fromkeys(("contraseña", "clave"), "password"),
    **dict.fromkeys(("recuperar", "restaurar"), "restore"),
    **dict.fromkeys(("ayuda", "help"), "--help"),
    **dict.fromkeys(("versión", "version"), "--version"),
}
"""Words that are no commands, and the one that is meant by them."""


class Whole(click.Group):
    """A group that says all of what its commands do, where the library cuts the words off after 45 letters."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, self.said_of(name)) for name in self.list_commands(ctx)])

    def said_of(self, name: str) -> str:
        """What one of its commands does, in a sentence."""
        return self.commands[name].help or ""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            ctx.fail(no_such_command(args[0], known))
        return super().resolve_command(ctx, args)


def in_words(command: click.Command) -> click.Command:
    """The command with the shape of its call in the user's language, and those below it."""
    command.options_metavar = OPTIONS
    if isinstance(command, click.Group):
        command.subcommand_metavar = SUBCOMMAND if not command.invoke_without_command else f"[{SUBCOMMAND}]"
        for each in command.commands.values():
            in_words(each)
    return command


def no_such_command(name: str, known: list[str]) -> str:
    """What is wrong with a command that there is not, and which one was meant."""
    from newscast.document.words import did_you_mean, short

    message = _("There is no command “{name}”.").format(name=short(name))
    meant = MEANT.get(name.lower())
    here = meant if meant and (meant in known or meant.startswith("--")) else None
    hint = _("Did you mean “{name}”?").format(name=here) if here else did_you_mean(name, known)
    return f"{message} {hint}"
