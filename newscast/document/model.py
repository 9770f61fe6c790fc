"""The base of all models of files: frozen, with the keys as users write them, and no key unknown."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Annotated, Any, ClassVar, ForwardRef, Literal, TypeVar, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    SkipValidation,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import CoreSchema, core_schema

from newscast.base.errors import Place
from newscast.base.i18n import _
from newscast.document.nodes import Mapping, Text, is_nothing, place_of
from newscast.document.reading import Reading
from newscast.document.says import problems_of
from newscast.document.words import did_you_mean, meant, nearest, short

SURE = 75
"""How much alike, of 100, a key is to the one that it is taken for."""


class Model(BaseModel):
    """Frozen, strict about unknown keys. Built from a Mapping it reads the form in which users write.

    Validators find a Reading in their context then; without one (as in code that builds a model itself) nothing
    is looked up.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        arbitrary_types_allowed=True,
        defer_build=True,
        str_strip_whitespace=True,
        allow_inf_nan=False,
    )

    filled_in: ClassVar[frozenset[str]] = frozenset({"place", "places", "kind"})
    """Fields that are no keys of the file: a loader gives them, under names that are plain str and not Text."""

    @classmethod
    def written_keys(cls) -> tuple[str, ...]:
        """The keys a user may write."""
        return _written_keys(cls)

    has_own_keys: ClassVar[bool] = False
    """Whether the file may have further keys, which something else gives their names."""

    @classmethod
    def typed_keys(cls) -> tuple[str, ...]:
        """The keys that may be typed in its place, with those that belong to a value in short form."""
        return cls.written_keys()

    @classmethod
    def shaped(cls, data: Any, reading: Reading) -> Any:
        """The long form of a short one; where a model has one, it says so here."""
        return data

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: Any, info: ValidationInfo) -> Any:
        reading = info.context
        if not isinstance(reading, Reading):
            return data
        data = cls.shaped(cls.as_meant(data, reading), reading)
        return cls._keyed(data, reading) if isinstance(data, Mapping) else data

    @classmethod
    def as_meant(cls, data: Any, reading: Reading) -> Any:
        """With the keys that can only be meant for one that this model has as that one: each is told, and what it
        brings is neither missed nor left unread."""
        if not isinstance(data, Mapping) or cls.has_own_keys or all(key in cls.typed_keys() for key in data):
            return data
        data = _parted(data, cls.typed_keys(), reading)
        absent = [key for key in cls.typed_keys() if key not in data]
        renamed: dict[Any, Any] = {}
        for key, value in data.items():
            strange = isinstance(key, Text) and key not in cls.typed_keys()
            near = nearest(key, absent, SURE) if strange else None
            if near is not None:
                cls.unknown(key, value, reading, absent)
                absent.remove(near)
            renamed[Text(near, key.place) if near else key] = value
        return Mapping(renamed, data.place)

    @classmethod
    def _keyed(cls, data: Mapping, reading: Reading) -> Mapping:
        known: dict[Any, Any] = dict(cls._known(data, reading))
        if "place" in cls.model_fields:
            known["place"] = data.place
            known["places"] = {str(key): place_of(value) or data.place for key, value in data.items()}
        return Mapping(known, data.place)

    @classmethod
    def _known(cls, data: Mapping, reading: Reading) -> Iterator[tuple[str, Any]]:
        keys = cls.written_keys()
        for key, value in data.items():
            if key in keys or not isinstance(key, Text):
                if not (is_nothing(value) and key in _optional_keys(cls)):
                    yield key, value
            else:
                cls.unknown(key, value, reading, [each for each in cls.typed_keys() if each not in data])

    @classmethod
    def unknown(cls, key: Text, value: Any, reading: Reading, absent: list[str]) -> None:
        """Report a key that this model does not have; `absent` are those that it has and the file does not."""
        message = _("“{key}” is not a key that belongs here.").format(key=short(key))
        hint = did_you_mean(key, absent)
        if not key:
            message, hint = _("There is no key before the colon."), _("Write the key, or delete the colon.")
        elif not nearest(key, absent) and " " in key:
            hint = _("If it is part of the text above, indent it more than the key of that text.")
        elif isinstance(value, Text) and is_nothing(value) and value.place.line == key.place.line:
            hint += " " + _("If a comma cut a text in two, put the text in quotes.")
        reading.error(message, hint.strip(), key.place, code="key-unknown")


@cache
def _written_keys(model: type[Model]) -> tuple[str, ...]:
    fields = model.model_fields.items()
    return tuple(field.alias or name for name, field in fields if name not in model.filled_in)


@cache
def _optional_keys(model: type[Model]) -> frozenset[str]:
    fields = model.model_fields.items()
    return frozenset(field.alias or name for name, field in fields if not field.is_required())


@cache
def holders(model: type[Model]) -> tuple[str, ...]:
    """The fields of a model in which others may be, alone, in tuples or in mappings."""
    return tuple(name for name, field in model.model_fields.items() if _may_hold(field.annotation))


def _may_hold(annotation: Any) -> bool:
    if get_origin(annotation) is Literal:
        return False
    if annotation in (Any, object) or isinstance(annotation, str | ForwardRef | TypeVar):
        return True
    if inner := get_args(annotation):
        return any(_may_hold(each) for each in inner)
    return isinstance(annotation, type) and issubclass(annotation, (Model, tuple, list, abc.Mapping))


class Placed(Model):
    """Something the user wrote; `place` is where, `places` where the value of each key is. The loader fills them in."""

    place: SkipJsonSchema[Place | None] = None
    places: SkipJsonSchema[Annotated[dict[str, Place], SkipValidation]] = Field(default_factory=dict, repr=False)

    def where(self, key: str) -> Place | None:
        """Where the value of a key was written; this as a whole where it was not."""
        return self.places.get(key, self.place)


def _parted(data: Mapping, known: tuple[str, ...], reading: Reading) -> Mapping:
    """With keys and values that no space parts, such as of `{file:a.mp4}`, parted; the first of them is told."""
    parted: dict[Any, Any] = {}
    told = False
    for key, value in data.items():
        found = re.fullmatch(r"(\w+)(:(?=\S)|\s+)(.+)", key) if isinstance(key, Text) and key not in known else None
        name = found and meant(found[1], known)
        rest = found and (found[3] if is_nothing(value) else f"{found[3]}: {value}")
        if found is None or name is None or name in data or meant(key, known) or not isinstance(value, Text):
            parted[key] = value
            continue
        if not told:
            told = True
            message = _("There is no colon after “{key}”.")
            if found[2] == ":":
                message = _("There is no space after the colon of “{key}”.")
            hint = _("Write `{text}`.").format(text=f"{found[1]}: {short(rest)}")
            reading.error(message.format(key=found[1]), hint, key.place, code="yaml-colon")
        parted[Text(name, key.place)] = Text(str(rest), key.place)
    return Mapping(parted, data.place)


class Made:
    """Says that a field holds models which were read one by one before: they are taken as they are.

    What they may be is not worked out again then, which takes longer than reading them. Anything else that is given
    is read as ever, and the JSON Schema is the same.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        kinds = tuple(_models_in(source))

        def taken(value: Any, info: ValidationInfo) -> Any:
            if isinstance(value, list | tuple) and all(isinstance(each, kinds) for each in value):
                return tuple(value)
            return _adapter(source).validate_python(value, context=info.context)

        return core_schema.with_info_plain_validator_function(taken, metadata={"made": source})

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return handler(_adapter(schema["metadata"]["made"]).core_schema)


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    return TypeAdapter(annotation)


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    """The models that values of a type may be or hold."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for each in get_args(annotation):
        yield from _models_in(each)


def _complete(model: type[Model], begun: set[type[Model]]) -> None:
    """Have a model ready to read, what it holds first: what is worked out of that is then used, not done again."""
    if model.__pydantic_complete__ or model in begun:
        return
    begun.add(model)
    for field in model.model_fields.values():
        if not any(isinstance(each, Made) for each in field.metadata):
            for inner in _models_in(field.annotation):
                _complete(inner, begun)
    model.model_rebuild()


def complete_models(base: type[Model] = Model) -> None:
    """Have all models that are defined by now ready to read: otherwise each is when it first does."""
    for model in base.__subclasses__():
        model.model_rebuild()
        complete_models(model)


AnyModel = TypeVar("AnyModel", bound=Model)


def read_most(model: type[AnyModel], data: Mapping, reading: Reading, place: Place) -> AnyModel | None:
    """As `read`, and where something is wrong, what is left without it, so that it is not complained of again where
    the rest is used. None where that is no model either."""
    found = read(model, data, reading, place)
    rest: Any = data
    while found is None and isinstance(rest, Mapping):
        try:
            found = model.model_validate(rest, context=replace(reading, problems=[]))
        except ValidationError as error:
            rest = _without(rest, [each["loc"] for each in error.errors(include_url=False)])
    return found


def _without(data: Mapping, wrong: Iterable[tuple[int | str, ...]]) -> Mapping | None:
    """The mapping less the values that these keys lead to; None where nothing can be taken out."""
    kept: Any = data
    for keys in wrong:
        kept = _less(kept, keys)
    return None if kept == data else kept


def _less(data: Any, keys: tuple[int | str, ...]) -> Any:
    """`data` less what the keys lead to; what lacks a key goes as a whole."""
    at = next((index for index, key in enumerate(keys) if isinstance(data, Mapping) and key in data), None)
    if at is None:
        return None
    below = _less(data[keys[at]], keys[at + 1 :])
    rest = data.without(str(keys[at]))
    return rest if below is None else Mapping({**rest, keys[at]: below}, data.place)


def read(model: type[AnyModel], data: Any, reading: Reading, place: Place) -> AnyModel | None:
    """The model of what the user wrote, or None where that cannot be; every problem goes to the reading."""
    _complete(model, set())
    try:
        return model.model_validate(data, context=reading)
    except ValidationError as error:
        reading.problems.extend(problems_of(error, place))
        return None
