"""Modules: registered, with keys, actions and logs."""

from datetime import datetime

from .suite import refused


def run(suite):
    unicat, mutate = suite.unicat, suite.unicat.mutate
    with suite.method("mutate.register_module"):
        module = mutate.register_module("Client module", "1.0.0")
        assert (module.name, module.version, module.keys, module.actions, module.logs) == ("Client module", "1.0.0", {}, {}, [])
        assert "Client module" in unicat.get_all_module_names()
    with suite.method("mutate.set_module_key"):
        assert mutate.set_module_key(module, "shop", "nl").keys == {"shop": "nl"}
    with suite.method("mutate.set_module_keys"):
        assert mutate.set_module_keys(module, {"a": "1", "b": "2"}).keys == {"shop": "nl", "a": "1", "b": "2"}
    with suite.method("mutate.clear_module_key"):
        assert mutate.clear_module_key(module, "a").keys == {"shop": "nl", "b": "2"}
    with suite.method("mutate.clear_module_keys"):
        assert mutate.clear_module_keys(module, ["b", "nothing"]).keys == {"shop": "nl"}
    with suite.method("mutate.publish_module_action"):
        published = mutate.publish_module_action(module, "nightly", {"query": "Tents"})
        assert {name: action.configuration for name, action in published.actions.items()} == {"nightly": {"query": "Tents"}}
        assert published.actions["nightly"].name == "nightly"
    with suite.method("mutate.unpublish_module_action"):
        assert mutate.unpublish_module_action(module, "nightly").actions == {}
    with suite.method("mutate.add_module_log"):
        logged = mutate.add_module_log(
            module,
            "1.1.0",
            action="nightly",
            configuration={"query": "Tents"},
            command="generate",
            started_at=1700000000.5,
            ended_at=1700000010.75,
            status="ok",
            output="12 records",
        )
        log = logged.logs[0]
        assert (logged.version, log.version, log.duration, log.status) == ("1.1.0", "1.1.0", 10.25, "ok")
        assert log.started_at == datetime.fromtimestamp(1700000000.5) and log.configuration == {"query": "Tents"}
        bare = mutate.add_module_log(module, "1.0.0").logs[0]
        assert (bare.version, bare.action, bare.output) == ("1.0.0", None, None) and bare.timestamp >= log.timestamp
        assert unicat.get_module("Client module", force=True).version == "1.1.0"
    with suite.method("mutate.unregister_module"):
        other = mutate.register_module("Client module 2", "0.1.0")
        assert mutate.unregister_module(other) is True
        assert "Client module 2" not in unicat.get_all_module_names()
        refused(422, lambda: unicat.get_module("Client module 2", force=True))
