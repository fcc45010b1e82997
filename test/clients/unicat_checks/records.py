"""Records: made, filled, extended, linked, deleted."""

from .suite import refused


def run(suite):
    unicat = suite.unicat
    parent = next(record for record in unicat.walk_record_tree() if record.treelevel == 2 and record.childcount > 12)
    record = creating(suite, parent)
    updating(suite, record)
    definitions(suite, record, parent)
    channels(suite, record, parent)
    placing(suite, record, parent)
    ending(suite, record, parent)


def creating(suite, parent):
    unicat = suite.unicat
    with suite.method("mutate.create_record"):
        before = parent.childcount
        last = list(unicat.walk_record_children(parent, ordering=suite.ordering))[-1]
        record = unicat.mutate.create_record(parent, suite.ordering)
        assert record.parent == parent.gid and record.path == [record.gid, *parent.path]
        assert record.definition.gid == last.definition.gid
        assert record.orderings[suite.ordering] > last.orderings[suite.ordering]
        assert record.channels == ["__all__"]
        # The parent came along: nobody asked for it again.
        assert unicat.get_record(parent.gid).childcount == before + 1
        assert list(unicat.walk_record_children(parent, ordering=suite.ordering))[-1].gid == record.gid
    return record


def updating(suite, record):
    unicat = suite.unicat
    with suite.method("mutate.update_record"):
        article = unicat.get_definition_by_name("article")
        record = unicat.mutate.set_record_definition(record, article)
        updated = unicat.mutate.update_record(
            record,
            {
                "en": {"name": "Client tent", "stock": 5, "price__eur": 12.5, "brand/key": "fjellvind", "colors/key": ["blue"]},
                "nl": {"name": "Klanttent"},
            },
        )
        assert updated.validation_report == []
        assert updated.title == {"en": "Client tent", "nl": "Klanttent", "de": updated.title["de"]}
        for language, color in (("en", "Blue"), ("nl", "Blauw"), ("de", "Blau")):
            fields = updated.fields[language]
            assert (fields["stock"].value, fields["price__eur"].value) == (5, 12.5)
            assert (fields["colors"].value, fields["colors"].key, fields["brand"].key) == ([color], ["blue"], "fjellvind")
        nested = {"dimensions": {"width__mm": 7, "colors/key": ["sand"]}, "properties": [{"prop_name": "Material"}]}
        fields = unicat.mutate.update_record(updated, {"en": nested}).fields["en"]
        assert (fields["dimensions"]["width__mm"].value, fields["dimensions"]["colors"].key) == (7, ["sand"])
        assert [fields["properties"][0][name].value for name in ("prop_name", "prop_value")] == ["Material", None]
        wrong = unicat.mutate.update_record(updated, {"en": {"stock": "many", "no_field": 1}})
        assert [(each["field"], each["code"]) for each in wrong.validation_report] == [
            ("stock", "invalid"),
            ("no_field", "unknown_field"),
        ]
        assert wrong.fields["en"]["stock"].value == 5


def definitions(suite, record, parent):
    unicat, mutate = suite.unicat, suite.unicat.mutate
    article, season = unicat.get_definition_by_name("article"), unicat.get_class_by_name("seo")
    poles, pictures = unicat.get_field_by_name("tent_poles"), unicat.get_field_by_name("images")
    with suite.method("mutate.set_record_definition"):
        assert mutate.set_record_definition(record, unicat.get_definition_by_name("group")).definition.name == "group"
        back = mutate.set_record_definition(record, article)
        assert back.definition.gid == article.gid and back.title["en"] == "Client tent"
        assert back.fields["en"]["stock"].value is None
    with suite.method("mutate.extend_record_definition_add_field"):
        extended = mutate.extend_record_definition_add_field(record, poles)
        assert extended.definition.is_extended and extended.definition.is_working_copy
        assert extended.definition.original.gid == article.gid
        assert [field.name for field in extended.definition.extended_fields] == ["tent_poles"]
        assert extended.fields["nl"]["tent_poles"].value is None
        assert unicat.get_definition_by_name("article").gid == article.gid
        filled = mutate.update_record(extended, {"en": {"tent_poles": 3}})
        assert filled.validation_report == [] and filled.fields["nl"]["tent_poles"].value == 3
    with suite.method("mutate.extend_record_definition_add_class"):
        extended = mutate.extend_record_definition_add_class(record, season)
        assert [each.name for each in extended.definition.extended_classes] == ["seo"]
        assert "seo_title" in extended.fields["en"] and extended.fields["en"]["tent_poles"].value == 3
        mutate.extend_record_definition_add_field(record, pictures)
        refused(422, lambda: mutate.extend_record_definition_add_class(record, season))
    with suite.method("mutate.extend_record_definition_add_fieldlist_field"):
        extended = mutate.extend_record_definition_add_fieldlist_field(record, suite.fieldlist, poles)
        assert extended.definition.fieldlists[suite.fieldlist][-1].gid == poles.gid
    with suite.method("mutate.extend_record_definition_remove_fieldlist_field"):
        extended = mutate.extend_record_definition_remove_fieldlist_field(record, suite.fieldlist, poles)
        assert poles.gid not in [field.gid for field in extended.definition.fieldlists[suite.fieldlist]]
    with suite.method("mutate.extend_record_definition_remove_class"):
        extended = mutate.extend_record_definition_remove_class(record, season)
        assert extended.definition.extended_classes == [] and "seo_title" not in extended.fields["en"]
    with suite.method("mutate.extend_record_definition_remove_field"):
        extended = mutate.extend_record_definition_remove_field(record, pictures)
        assert "images" not in extended.fields["en"] and extended.fields["en"]["tent_poles"].value == 3
        refused(422, lambda: mutate.extend_record_definition_remove_field(record, unicat.get_field_by_name("stock")))
    with suite.method("mutate.copy_record_definition_to_siblings"):
        sibling = mutate.create_record(parent, suite.ordering)
        other = mutate.create_record(sibling, suite.ordering)
        copied = mutate.create_record(sibling, suite.ordering)
        extended = mutate.extend_record_definition_add_field(other, pictures)
        assert mutate.copy_record_definition_to_siblings(other) is None
        assert unicat.get_record(copied.gid, force=True).definition.gid == extended.definition.gid
    with suite.method("mutate.revert_extended_record_definition"):
        reverted = mutate.revert_extended_record_definition(record)
        assert reverted.definition.gid == article.gid and "tent_poles" not in reverted.fields["en"]


def channels(suite, record, parent):
    unicat, mutate = suite.unicat, suite.unicat.mutate
    shop, printed = suite.settings["orderedchannels"][1:3]
    with suite.method("mutate.set_record_channels"):
        assert mutate.set_record_channels(record, [shop, printed], True).channels == ["__all__", shop, printed]
        assert mutate.set_record_channels(record, ["__all__", printed], False).channels == ["__all__", shop]
    with suite.method("mutate.copy_record_channels_from_parent"):
        mutate.set_record_channels(parent, [shop], True)
        mutate.set_record_channels(record, [shop, printed], False)
        assert mutate.copy_record_channels_from_parent(record, [shop]).channels == ["__all__", shop]
        assert sorted(mutate.copy_record_channels_from_parent(record).channels) == sorted(unicat.get_record(parent.gid).channels)
    with suite.method("mutate.copy_record_channels_up"):
        mutate.set_record_channels(parent, [printed], False)
        mutate.set_record_channels(record, [printed], True)
        assert mutate.copy_record_channels_up(record, [printed]).gid == record.gid
        for gid in record.path:
            assert printed in unicat.get_record(gid, force=True).channels
    with suite.method("mutate.copy_record_channels_down"):
        mutate.set_record_channels(parent, [shop], False)
        assert mutate.copy_record_channels_down(parent, [shop]).gid == parent.gid
        for child in unicat.walk_record_children(parent):
            assert shop not in child.channels
        mutate.set_record_channels(parent, [shop], True)
        job = mutate.copy_record_channels_down(parent, return_job=True)
        assert (job.name, job.status) == ("unknown", "untracked")
        statuses = list(job.track(poll_interval_in_seconds=0.1))
        assert statuses[-1] == "done" and job.name == "copy_record_channels_down" and job.return_value.gid == parent.gid
        assert job.created_on <= job.updated_on and job.progress["gid"] == job.gid and "error" not in job.info


def placing(suite, record, parent):
    unicat, mutate = suite.unicat, suite.unicat.mutate
    with suite.method("mutate.set_record_orderings"):
        assert mutate.set_record_orderings(record, {suite.ordering: 0}).orderings[suite.ordering] == 0
        assert next(unicat.walk_record_children(parent, ordering=suite.ordering)).gid == record.gid
    with suite.method("mutate.link_record"):
        elsewhere = next(each for each in unicat.walk_record_tree() if each.treelevel == 1)
        before = elsewhere.childcount
        link = mutate.link_record(elsewhere, record, suite.ordering)
        assert link.is_link and link.canonical == record.gid and link.gid != record.gid
        assert (link.parent, link.childcount, link.backlinks) == (elsewhere.gid, 0, [])
        # Both came along.
        assert unicat.get_record(record.gid).backlinks == [link.gid]
        assert unicat.get_record(elsewhere.gid).childcount == before + 1
        mutate.update_record(unicat.get_record(record.gid), {"en": {"stock": 9}})
        assert unicat.get_record(link.gid).fields["en"]["stock"].value == 9


def ending(suite, record, parent):
    unicat, mutate = suite.unicat, suite.unicat.mutate
    with suite.method("mutate.delete_record"):
        assert mutate.delete_record(record).is_deleted
        assert unicat.get_record(record.gid, force=True).is_deleted
    with suite.method("mutate.undelete_record"):
        assert not mutate.undelete_record(record).is_deleted
        refused(422, lambda: mutate.undelete_record(record))
    with suite.method("mutate.permanent_delete_record"):
        refused(422, lambda: mutate.permanent_delete_record(record))
        mutate.delete_record(record)
        before = unicat.get_record(parent.gid, force=True).childcount
        left = mutate.permanent_delete_record(record)
        assert (left.gid, left.childcount) == (parent.gid, before - 1)
        refused(400, lambda: unicat.get_record(record.gid))
