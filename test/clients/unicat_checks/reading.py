"""Connecting, walking and getting: what is read is what the demo data holds."""

from unicat import Unicat
from unicat.utils import DuckObject

from .suite import refused


def run(suite):
    connecting(suite)
    records(suite)
    assets(suite)
    schema(suite)
    modules(suite)
    with suite.method("sync"):
        before = suite.unicat.api.project_cursor, suite.unicat.api.cc_cursor
        assert suite.unicat.sync() is True
        assert (suite.unicat.api.project_cursor, suite.unicat.api.cc_cursor) >= before > (0, 0)


def connecting(suite):
    unicat, sample = suite.unicat, suite.sample
    with suite.method("connect"):
        assert Unicat(suite.url, suite.project, "a wrong key", None).connect() is False
        for kind in ("definitions", "classes", "fields", "layouts", "queries"):
            assert set(unicat.api.data[kind]) == set(sample["data"][kind]), kind
    with suite.method("version"):
        assert unicat.version == "0.7.12"
    with suite.method("api_version"):
        assert unicat.api_version >= "2025.07.001"
    with suite.method("project"):
        project, wanted = unicat.project, sample["data"]["cc.projects"][suite.project]
        assert (project.gid, project.name, project.status) == (suite.project, wanted["name"], wanted["status"])
        assert (project.languages, project.default_language) == (suite.settings["languages"], suite.settings["languages"][0])
        assert list(project.channels.values()) == suite.settings["orderedchannels"]
        assert project.default_channel == suite.settings["orderedchannels"][1]
        assert project.default_ordering == suite.ordering and project.default_fieldlist == suite.fieldlist
        assert [backup.version for backup in project.backups] == [1]
        assert project.owner.gid == wanted["owner"] and project.owner.name
        assert {member.user.gid for member in project.members} >= set(sample["result"]["project_members"])
        assert all(member.roles and member.project.gid == suite.project for member in project.members)


def records(suite):
    unicat, wanted = suite.unicat, suite.sample["data"]["records"]
    root = suite.sample["root"]
    with suite.method("get_root_record"):
        record = unicat.get_root_record()
        assert (record.gid, record.parent, record.treelevel) == (root, None, 0)
    with suite.method("walk_record_tree"):
        walked = list(unicat.walk_record_tree())
        assert [record.gid for record in walked].count(root) == 1
        assert sorted(record.gid for record in walked) == sorted(wanted)
        for record in walked:
            source = wanted[record.gid]
            # The source names only what has a value; all else is there, and empty.
            for language, values in source["fields"].items():
                shown = {name: field.value for name, field in record.fields[language].items()}
                keys = {f"{name}/key": field.key for name, field in record.fields[language].items()}
                for name, value in values.items():
                    assert {**shown, **keys}[name] == value, f"{record.gid} {language} {name}"
            for name in ("parent", "canonical", "path", "title", "channels", "orderings", "childcount", "is_link"):
                assert getattr(record, name) == source[name], f"{record.gid} {name}"
            assert sorted(record.backlinks) == sorted(source["backlinks"])
            assert record.is_deleted == (source["status"] == "deleted")
    with suite.method("walk_record_children"):
        parent = unicat.get_record(next(gid for gid, each in wanted.items() if each["childcount"] > 12))
        children = list(unicat.walk_record_children(parent, ordering=suite.ordering))
        assert len(children) == parent.childcount
        indexes = [child.orderings[suite.ordering] for child in children if suite.ordering in child.orderings]
        assert indexes == sorted(indexes)
        channel = unicat.project.default_channel
        shown = [child.gid for child in unicat.walk_record_children(parent, channel=channel)]
        assert sorted(shown) == sorted(child.gid for child in children if channel in child.channels)
    with suite.method("get_record"):
        assert unicat.get_record(None) is None
        full = next(each for each in wanted.values() if each["fields"]["en"].get("accessories") and not each["is_link"])
        record = unicat.get_record(full["gid"], force=True)
        references(record, full["fields"]["en"])
        refused(400, lambda: unicat.get_record("deadbeef-0000-4000-8000-000000000000"))
    with suite.method("get_records"):
        gids = list(wanted)[5:2:-1]
        assert [each.gid for each in unicat.get_records(gids, force=True)] == gids
        assert unicat.get_records(["deadbeef-0000-4000-8000-000000000000"]) == []
    with suite.method("walk_record_query"):
        stored = unicat.get_record_query_by_name("Tents")
        found = list(unicat.walk_record_query("en", stored))
        assert found and {size for size, _ in found} == {len(found)}
        artnr = unicat.get_field_by_name("artnr")
        by_value = DuckObject(q="", filter=["value", "is", [artnr.gid, full["fields"]["en"]["artnr"]]])
        assert full["gid"] in [record.gid for _, record in unicat.walk_record_query("en", by_value)]
        everything = DuckObject(q="", filter=["not", "", ["and", "", [["validation", "any"], ["validation", "is_empty"]]]])
        some = list(unicat.walk_record_query("en", everything, limit=7))
        assert len(some) == 7


def references(record, source):
    """Fields that refer to something load it when asked."""
    fields = record.fields["en"]
    assert fields["replacement"].title["en"] and fields["replacement"].value == source["replacement"]
    assert fields["accessories"][0].gid == source["accessories"][0]
    assert fields["image"].pathname.startswith("/products/")
    assert fields["downloads"][0].is_file is True
    assert fields["dimensions"]["width__mm"].value == source["dimensions"]["width__mm"]
    assert fields["properties"][0]["prop_name"].value == source["properties"][0]["prop_name"]
    assert fields["properties"][0]["season"].key == source["properties"][0]["season/key"]
    assert fields["brand"].key == source["brand/key"]


def assets(suite):
    unicat, wanted = suite.unicat, suite.sample["data"]["assets"]
    by_pathname = {asset["pathname"]: gid for gid, asset in wanted.items()}
    with suite.method("get_root_asset"):
        root = unicat.get_root_asset()
        assert (root.gid, root.pathname, root.is_file) == (by_pathname["/"], "/", False)
    with suite.method("walk_asset_tree"):
        assert sorted(asset.gid for asset in unicat.walk_asset_tree()) == sorted(wanted)
    with suite.method("walk_asset_children"):
        folder = unicat.get_asset(by_pathname["/products"])
        names = [asset.name for asset in unicat.walk_asset_children(folder)]
        assert names == ["packs", "tents", "old-logo.png", "sleep.jpg", "stove.svg"]
    with suite.method("get_asset"):
        asset = unicat.get_asset(by_pathname["/products/tents/aurora.jpg"], force=True)
        source = wanted[asset.gid]
        for name in ("pathname", "path", "name", "is_file", "type", "status", "info", "transforms", "title", "description"):
            assert getattr(asset, name) == source[name], name
        assert asset.default_transform == source["transforms"]["_main_"] and asset.updated_on == source["updated_on"]
    with suite.method("get_asset_by_pathname"):
        assert unicat.get_asset_by_pathname("/manuals/tents.pdf", force=True).gid == by_pathname["/manuals/tents.pdf"]
        refused(422, lambda: unicat.get_asset_by_pathname("/nowhere.jpg"))
    with suite.method("get_assets"):
        gids = list(wanted)[3:0:-1]
        assert [asset.gid for asset in unicat.get_assets(gids, force=True)] == gids
        assert unicat.get_assets(["deadbeef-0000-4000-8000-000000000000"]) == []
    with suite.method("get_assets_by_pathname"):
        found = unicat.get_assets_by_pathname(["/manuals", "/nowhere", "/products/stove.svg"], force=True)
        assert {pathname: asset.gid for pathname, asset in found.items()} == {
            pathname: by_pathname[pathname] for pathname in ("/manuals", "/products/stove.svg")
        }
    with suite.method("walk_asset_query"):
        found = [asset.type for _, asset in unicat.walk_asset_query("en", unicat.get_asset_query_by_name("All images"))]
        images = [each for each in wanted.values() if each["is_file"] and each["type"] != "pdf"]
        assert len(found) == len(images)


def schema(suite):
    unicat, data = suite.unicat, suite.sample["data"]
    singular = {"definitions": "definition", "classes": "class", "fields": "field"}
    for kind, one in singular.items():
        known = data[kind]
        names = {each["name"]: gid for gid, each in known.items() if not each["is_new"] and not each["is_working_copy"]}
        with suite.method(f"walk_{kind}"):
            assert sorted(item.gid for item in getattr(unicat, f"walk_{kind}")()) == sorted(known)
        with suite.method(f"get_{one}"):
            for gid, source in known.items():
                item = getattr(unicat, f"get_{one}")(gid)
                assert (item.name, item.label) == (source["name"], source["label"])
                assert {name: each.type for name, each in item.metadata.items()} == {
                    name: each["type"] for name, each in source["metadata"].items()
                }
            assert getattr(unicat, f"get_{one}")("deadbeef-0000-4000-8000-000000000000") is None
        with suite.method(f"get_{kind}"):
            assert [item.gid for item in getattr(unicat, f"get_{kind}")(list(known))] == list(known)
        with suite.method(f"get_{one}_by_name"):
            assert {name: getattr(unicat, f"get_{one}_by_name")(name).gid for name in names} == names
        with suite.method(f"get_{kind}_by_name"):
            found = getattr(unicat, f"get_{kind}_by_name")([*names, "nobody"])
            assert {name: item and item.gid for name, item in found.items()} == {**names, "nobody": None}
    for definition in unicat.walk_definitions():
        assert definition.titlefield in definition.all_fields or definition.titlefield.gid in [
            field.gid for field in definition.all_fields
        ]
        assert definition.layout.root in definition.layout.components
    queries(suite)
    with suite.method("walk_schema_query"):
        found = [item.gid for _, item in unicat.walk_schema_query("en", unicat.get_schema_query_by_name("Committed"))]
        committed = [
            gid for kind in singular for gid, each in data[kind].items() if not each["is_new"] and not each["is_working_copy"]
        ]
        assert sorted(found) == sorted(committed)


def queries(suite):
    unicat, known = suite.unicat, suite.sample["data"]["queries"]
    with suite.method("walk_queries"):
        assert sorted(query.gid for query in unicat.walk_queries()) == sorted(known)
    with suite.method("get_query"):
        for gid, source in known.items():
            query = unicat.get_query(gid)
            assert (query.type, query.name, query.q, query.filter) == tuple(source[name] for name in ("type", "name", "q", "filter"))
    with suite.method("get_queries"):
        assert [query.gid for query in unicat.get_queries(list(known))] == list(known)
    for kind in ("record", "asset", "schema"):
        names = {each["name"]: gid for gid, each in known.items() if each["type"] == kind}
        with suite.method(f"get_{kind}_query_by_name"):
            assert {name: getattr(unicat, f"get_{kind}_query_by_name")(name).gid for name in names} == names
        with suite.method(f"get_{kind}_queries_by_name"):
            found = getattr(unicat, f"get_{kind}_queries_by_name")([*names, "nobody"])
            assert {name: query and query.gid for name, query in found.items()} == {**names, "nobody": None}


def modules(suite):
    unicat, known = suite.unicat, suite.sample["data"]["modules"]
    with suite.method("get_all_module_names"):
        assert unicat.get_all_module_names() == list(known)
    with suite.method("get_module"):
        for name, source in known.items():
            module = unicat.get_module(name)
            assert (module.name, module.version, module.keys) == (name, source["version"], source["keys"])
            assert module.actions["nightly"].configuration == source["actions"]["nightly"]["configuration"]
            log, wanted = module.logs[0], source["logs"][0]
            assert (log.duration, log.status, log.output) == (wanted["duration"], wanted["status"], wanted["output"])
            assert log.started_at < log.ended_at == log.timestamp
        refused(422, lambda: unicat.get_module("nobody"))
    with suite.method("get_modules"):
        assert [module.name for module in unicat.get_modules([*known, "nobody"])] == list(known)
    with suite.method("walk_modules"):
        assert [module.name for module in unicat.walk_modules()] == list(known)
