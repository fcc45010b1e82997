"""Languages, channels, orderings, fieldlists, backups."""

from .suite import refused


def run(suite):
    options(suite)
    languages(suite)
    backups(suite)
    with suite.method("api"):
        success, result = suite.unicat.api.init()
        assert success and result["project"] == suite.project
        success, result = suite.unicat.api.call("//languages/get")
        assert success and "en" in suite.unicat.languages
        assert suite.unicat.get_root_record().gid == suite.sample["root"]
    with suite.method("mutate"):
        assert all(callable(method) for name, method in vars(suite.unicat.mutate).items() if not name.startswith("_"))


def options(suite):
    unicat, mutate = suite.unicat, suite.unicat.mutate
    with suite.method("mutate.create_channel"):
        channel = mutate.create_channel("Client channel")
        assert unicat.project.channels["Client channel"] == channel and unicat.project.channel_name(channel) == "Client channel"
        record = mutate.set_record_channels(unicat.get_root_record(), [channel], True)
        assert channel in record.channels
    with suite.method("mutate.delete_channel"):
        assert mutate.delete_channel(channel) is True and channel not in unicat.project.channels.values()
        assert channel not in unicat.get_record(record.gid, force=True).channels
        refused(400, lambda: mutate.delete_channel("__all__"))
    with suite.method("mutate.create_ordering"):
        ordering = mutate.create_ordering("Client ordering")
        assert unicat.project.orderings["Client ordering"] == ordering
        assert unicat.project.ordering_name(ordering) == "Client ordering"
        made = mutate.create_record(unicat.get_root_record(), ordering)
        assert ordering in made.orderings
    with suite.method("mutate.delete_ordering"):
        assert mutate.delete_ordering(ordering) is True and ordering not in unicat.project.orderings.values()
        assert ordering not in unicat.get_record(made.gid, force=True).orderings
    with suite.method("mutate.create_fieldlist"):
        fieldlist = mutate.create_fieldlist("Client fields")
        assert unicat.project.fieldlists["Client fields"] == fieldlist
        assert unicat.project.fieldlist_name(fieldlist) == "Client fields"
        field = unicat.get_field_by_name("artnr")
        copy = mutate.modify_definition_fieldlist_add_field(unicat.get_definition_by_name("article"), fieldlist, field)
        assert [each.gid for each in mutate.commit_definition(copy).fieldlists[fieldlist]] == [field.gid]
    with suite.method("mutate.delete_fieldlist"):
        assert mutate.delete_fieldlist(fieldlist) is True and fieldlist not in unicat.project.fieldlists.values()


def languages(suite):
    unicat, mutate = suite.unicat, suite.unicat.mutate
    with suite.method("mutate.add_language"):
        added = next(code for code in sorted(unicat.languages) if code not in unicat.project.languages)
        assert mutate.add_language(added) is True and unicat.project.languages[-1] == added
        assert all(added in field.label for field in unicat.walk_fields())
        record = unicat.get_record(unicat.get_root_record().gid, force=True)
        assert added in record.title and set(record.fields) == set(unicat.project.languages)
        updated = mutate.update_record(record, {added: {"name": "In another language"}})
        assert updated.title[added] == "In another language" and updated.title["en"] == record.title["en"]
    with suite.method("mutate.remove_language"):
        assert mutate.remove_language(added) is True and added not in unicat.project.languages
        assert not any(added in definition.label for definition in unicat.walk_definitions())
        assert added not in unicat.get_record(record.gid, force=True).title


def backups(suite):
    unicat, mutate = suite.unicat, suite.unicat.mutate
    with suite.method("mutate.create_backup"):
        backup = mutate.create_backup("Client", name="Before")
        assert (backup.name, backup.created_by) == ("Before", "Client") and backup.version > 1 and backup.timestamp > 0
        assert unicat.project.backups[0].version == backup.version
        unnamed = mutate.create_backup("Client", return_job=True)
        assert list(unnamed.track(poll_interval_in_seconds=0.1))[-1] == "done" and unnamed.return_value.name
    with suite.method("mutate.update_backup"):
        assert mutate.update_backup(backup, "Renamed").name == "Renamed"
    with suite.method("mutate.restore_backup"):
        root = unicat.get_root_record()
        before = unicat.get_record(root.gid, force=True)._data
        made = mutate.create_record(root, suite.ordering)
        field = mutate.commit_field(mutate.create_field(name="after_backup", type="text"))
        project = mutate.restore_backup(backup)
        assert project.gid == suite.project and unicat.get_field(field.gid) is None
        refused(400, lambda: unicat.get_record(made.gid))
        assert unicat.get_record(root.gid, force=True)._data["childcount"] == before["childcount"]
        assert unicat.get_record(root.gid)._data["fields"] == before["fields"]
    with suite.method("mutate.delete_backup"):
        assert backup.version not in [each.version for each in mutate.delete_backup(backup).backups]
    with suite.method("mutate.delete_backups"):
        left = mutate.delete_backups(unicat.project.backups)
        assert left.backups == []
