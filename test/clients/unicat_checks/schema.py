"""Fields, classes and definitions: made, changed in working copies, committed, saved as new, deleted."""

from .suite import refused


def run(suite):
    fields(suite)
    classes(suite)
    definitions(suite)
    with_records(suite)


def fields(suite):
    unicat, mutate = suite.unicat, suite.unicat.mutate
    with suite.method("mutate.create_field"):
        field = mutate.create_field(
            name="client_depth",
            type="number",
            is_localized=False,
            is_required=True,
            label={"en": "Depth", "nl": "Diepte", "de": "Tiefe"},
            unit="mm",
            initial={"en": 3, "nl": 3, "de": 3},
            options={},
            metadata={"heading.alignment": {"type": "textline", "is_localized": False, "value": "right"}},
        )
        assert field.is_new and not field.is_committed and field.original is None
        assert (field.name, field.type, field.unit, field.is_required) == ("client_depth", "number", "mm", True)
        assert field.title["nl"] == "Diepte [mm]" and field.initial["en"] == 3
        assert field.metadata["heading.alignment"].value == "right"
        assert unicat.get_field_by_name("client_depth") is None
        bare = mutate.create_field()
        assert bare.type == "text" and bare.is_new
    with suite.method("mutate.commit_field"):
        committed = mutate.commit_field(field)
        assert committed.gid == field.gid and committed.is_committed
        assert unicat.get_field_by_name("client_depth").gid == field.gid
    with suite.method("mutate.modify_field"):
        copy = mutate.modify_field(committed, label={"en": "Deep", "nl": "Diep", "de": "Tief"}, unit="cm")
        assert copy.is_working_copy and copy.gid != committed.gid and copy.original.gid == committed.gid
        assert unicat.get_field(committed.gid).label["en"] == "Depth"
        again = mutate.modify_field(copy, is_required=False)
        assert again.gid == copy.gid and (again.unit, again.is_required) == ("cm", False)
    with suite.method("mutate.modify_field_set_metadata"):
        for name, kind, value in (
            ("heading.plain", "textline", "left"),
            ("heading.icon", "image", unicat.get_asset_by_pathname("/products/stove.svg").gid),
            ("heading.related", "fieldpicker", unicat.get_field_by_name("ean").gid),
        ):
            changed = mutate.modify_field_set_metadata(copy, name, type=kind, is_localized=False, value=value)
            assert changed.gid == copy.gid and changed.metadata[name].type == kind
        assert changed.metadata["heading.icon"].value.name == "stove.svg" and changed.metadata["heading.related"].value.name == "ean"
        localized = mutate.modify_field_set_metadata(
            copy, "heading.short", type="textline", is_localized=True, value={"en": "D", "nl": "D", "de": "T"}
        )
        assert localized.metadata["heading.short"].value["de"] == "T"
    with suite.method("mutate.modify_field_clear_metadata"):
        cleared = mutate.modify_field_clear_metadata(copy, "heading.plain")
        assert "heading.plain" not in cleared.metadata and "heading.icon" in cleared.metadata
        committed = mutate.commit_field(cleared)
        assert committed.gid == field.gid and committed.unit == "cm" and "heading.icon" in committed.metadata
        assert unicat.get_field(copy.gid) is None
    with suite.method("mutate.save_as_new_field"):
        copy = mutate.modify_field(committed, name="client_width")
        saved = mutate.save_as_new_field(copy)
        assert saved.gid != committed.gid and saved.name == "client_width"
        assert unicat.get_field(committed.gid).name == "client_depth"
        if not saved.is_committed:
            saved = mutate.commit_field(saved)
    with suite.method("mutate.delete_field"):
        assert mutate.delete_field(bare) is True and unicat.get_field(bare.gid) is None
        refused(422, lambda: mutate.delete_field(unicat.get_field_by_name("name")))


def classes(suite):
    unicat, mutate = suite.unicat, suite.unicat.mutate
    depth, width = unicat.get_field_by_name("client_depth"), unicat.get_field_by_name("client_width")
    with suite.method("mutate.create_class"):
        made = mutate.create_class(name="client_box", label={"en": "Box", "nl": "Doos", "de": "Kiste"}, fields=[depth])
        assert made.is_new and made.name == "client_box" and made.fields_as_gids == [depth.gid]
        assert made.layout.root in made.layout.components
        bare = mutate.create_class()
        assert bare.fields == []
    with suite.method("mutate.commit_class"):
        committed = mutate.commit_class(made)
        assert committed.gid == made.gid and committed.is_committed and unicat.get_class_by_name("client_box").gid == made.gid
    with suite.method("mutate.modify_class"):
        copy = mutate.modify_class(committed, label={"en": "Crate", "nl": "Krat", "de": "Kasten"})
        assert copy.is_working_copy and copy.original.gid == made.gid and unicat.get_class(made.gid).label["en"] == "Box"
    with suite.method("mutate.modify_class_add_field"):
        assert mutate.modify_class_add_field(copy, width).fields_as_gids == [depth.gid, width.gid]
    with suite.method("mutate.modify_class_remove_field"):
        assert mutate.modify_class_remove_field(copy, depth).fields_as_gids == [width.gid]
        assert mutate.modify_class_add_field(copy, depth).fields_as_gids == [width.gid, depth.gid]
    with suite.method("mutate.modify_class_set_metadata"):
        changed = mutate.modify_class_set_metadata(copy, "heading.level", type="number", is_localized=False, value=2)
        assert changed.metadata["heading.level"].value == 2
    with suite.method("mutate.modify_class_clear_metadata"):
        assert mutate.modify_class_clear_metadata(copy, "heading.level").metadata == {}
    with suite.method("mutate.modify_class_modify_layout"):
        changed = laid_out(mutate.modify_class_modify_layout, copy)
        assert changed.gid == copy.gid
        committed = mutate.commit_class(changed)
        assert committed.gid == made.gid and committed.fields_as_gids == [width.gid, depth.gid]
        assert committed.layout.name == "client layout" and unicat.get_class(copy.gid) is None
    with suite.method("mutate.save_as_new_class"):
        saved = mutate.save_as_new_class(mutate.modify_class(committed, name="client_bag"))
        assert saved.gid != made.gid and saved.name == "client_bag" and saved.layout.gid != committed.layout.gid
    with suite.method("mutate.delete_class"):
        assert mutate.delete_class(bare) is True and unicat.get_class(bare.gid) is None
        refused(422, lambda: mutate.delete_class(unicat.get_class_by_name("seo")))


def definitions(suite):
    unicat, mutate = suite.unicat, suite.unicat.mutate
    name, depth = unicat.get_field_by_name("name"), unicat.get_field_by_name("client_depth")
    box, article = unicat.get_class_by_name("client_box"), unicat.get_definition_by_name("article")
    stock = unicat.get_field_by_name("stock")
    with suite.method("mutate.create_definition"):
        made = mutate.create_definition(
            name="client_crate",
            label={"en": "Crate", "nl": "Krat", "de": "Kasten"},
            classes=[],
            fields=[name, stock],
            titlefield=name,
            childdefinitions=[article],
            metadata={},
        )
        assert made.is_new and made.titlefield.gid == name.gid and made.fields_as_gids == [name.gid, stock.gid]
        assert [child.gid for child in made.childdefinitions] == [article.gid]
        assert made.layout.root in made.layout.components and not made.is_base and not made.is_extended
        assert set(made.fieldlists) == set(suite.unicat.project.fieldlists.values())
        bare = mutate.create_definition()
        assert bare.titlefield.name
    with suite.method("mutate.commit_definition"):
        committed = mutate.commit_definition(made)
        assert committed.gid == made.gid and committed.is_committed
        assert unicat.get_definition_by_name("client_crate").gid == made.gid
    with suite.method("mutate.modify_definition"):
        copy = mutate.modify_definition(committed, label={"en": "Cask", "nl": "Vat", "de": "Fass"})
        assert copy.is_working_copy and copy.original.gid == made.gid
        assert unicat.get_definition(made.gid).label["en"] == "Crate"
    with suite.method("mutate.modify_definition_add_class"):
        assert mutate.modify_definition_add_class(copy, box).classes_as_gids == [box.gid]
    with suite.method("mutate.modify_definition_remove_class"):
        assert mutate.modify_definition_remove_class(copy, box).classes_as_gids == []
        mutate.modify_definition_add_class(copy, box)
    with suite.method("mutate.modify_definition_add_field"):
        ean = unicat.get_field_by_name("ean")
        assert mutate.modify_definition_add_field(copy, ean).fields_as_gids == [name.gid, stock.gid, ean.gid]
    with suite.method("mutate.modify_definition_remove_field"):
        assert mutate.modify_definition_remove_field(copy, stock).fields_as_gids == [name.gid, ean.gid]
    with suite.method("mutate.modify_definition_fieldlist_add_field"):
        mutate.modify_definition_fieldlist_add_field(copy, suite.fieldlist, ean)
        changed = mutate.modify_definition_fieldlist_add_field(copy, suite.fieldlist, depth)
        assert [field.gid for field in changed.fieldlists[suite.fieldlist]] == [ean.gid, depth.gid]
    with suite.method("mutate.modify_definition_fieldlist_remove_field"):
        changed = mutate.modify_definition_fieldlist_remove_field(copy, suite.fieldlist, ean)
        assert [field.gid for field in changed.fieldlists[suite.fieldlist]] == [depth.gid]
    with suite.method("mutate.modify_definition_add_childdefinition"):
        added = mutate.modify_definition_add_childdefinition(copy, unicat.get_definition_by_name("group"))
        assert [child.name for child in added.childdefinitions] == ["article", "group"]
    with suite.method("mutate.modify_definition_remove_childdefinition"):
        assert [child.name for child in mutate.modify_definition_remove_childdefinition(copy, article).childdefinitions] == ["group"]
    with suite.method("mutate.modify_definition_set_metadata"):
        changed = mutate.modify_definition_set_metadata(copy, "export.tag", type="textline", is_localized=False, value="crate")
        assert changed.metadata["export.tag"].value == "crate"
    with suite.method("mutate.modify_definition_clear_metadata"):
        assert mutate.modify_definition_clear_metadata(copy, "export.tag").metadata == {}
    with suite.method("mutate.modify_definition_modify_layout"):
        changed = laid_out(mutate.modify_definition_modify_layout, copy)
        committed = mutate.commit_definition(changed)
        assert committed.gid == made.gid and committed.label["en"] == "Cask" and committed.layout.name == "client layout"
        assert [field.name for field in committed.all_fields] == ["name", "ean", "client_width", "client_depth"]
        assert unicat.get_definition(copy.gid) is None
    with suite.method("mutate.save_as_new_definition"):
        saved = mutate.save_as_new_definition(mutate.modify_definition(committed, name="client_barrel"))
        assert saved.gid != made.gid and saved.name == "client_barrel" and saved.layout.gid != committed.layout.gid
    with suite.method("mutate.delete_definition"):
        assert mutate.delete_definition(bare) is True and unicat.get_definition(bare.gid) is None
        refused(422, lambda: mutate.delete_definition(unicat.get_definition_by_name("article")))


def laid_out(modify, copy):
    root, inner = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
    components = {root: {"type": "horizontal", "content": [inner]}, inner: {"type": "vertical", "content": []}}
    changed = modify(copy, name="client layout", root=root, components=components)
    assert changed.layout.root == root and changed.layout.components == components and changed.layout.is_working_copy
    return changed


def with_records(suite):
    """What is committed shows in records, also in those that a client holds already."""
    unicat, mutate = suite.unicat, suite.unicat.mutate
    with suite.method("[schema] records follow what is committed"):
        crate = unicat.get_definition_by_name("client_crate")
        record = mutate.set_record_definition(mutate.create_record(unicat.get_root_record(), suite.ordering), crate)
        filled = mutate.update_record(record, {"en": {"name": "Crate 1", "client_depth": 4}})
        assert filled.validation_report == [] or {each["code"] for each in filled.validation_report} <= {"is_empty", "not_translated"}
        copy = mutate.modify_field(unicat.get_field_by_name("client_depth"), name="client_depth__cm", is_localized=True)
        mutate.commit_field(copy)
        renamed = unicat.get_record(record.gid, force=True)
        assert {language: values["client_depth__cm"].value for language, values in renamed.fields.items()} == {
            language: 4 for language in unicat.project.languages
        }
        box = mutate.modify_class_remove_field(unicat.get_class_by_name("client_box"), unicat.get_field_by_name("client_width"))
        mutate.commit_class(box)
        assert "client_width" not in unicat.get_record(record.gid, force=True).fields["en"]
        refused(422, lambda: mutate.delete_definition(crate))
