"""Runs the methods one by one, tells how each went, and compares what different clients have come to know."""

import traceback
from contextlib import contextmanager

from unicat import Unicat
from unicat.asset import UnicatAsset

# What every client gets on connecting: it has to stay complete without a sync (contract section 0, rules 7 and 8).
SCHEMA = ("definitions", "classes", "fields", "layouts", "queries", "cc.projects")
# What a client must never see for an ordinary call (contract section 0, rule 6).
SERVER_FAULTS = range(500, 600)


class Suite:
    def __init__(self, url, sample, folder):
        self.url = url
        self.sample = sample
        self.folder = folder
        self.project = sample["result"]["project"]
        self.settings = sample["data"]["cc.projects"][self.project]["options"]
        self.ordering = self.settings["orderedorderings"][0]
        self.fieldlist = self.settings["orderedfieldlists"][0]
        self.passed = []
        self.failed = []
        self.calls = []
        self.unicat = self.connect()
        # Follows by sync alone what the first one does.
        self.watcher = self.connect()

    def connect(self):
        """A client of its own; it tells its calls, which is all that is added to it."""
        client = Unicat(self.url, self.project, "sample-api-key", self.folder)
        client.api._requests_session.hooks["response"].append(self._note)
        assert client.connect() is True, "connect() refused"
        return client

    def _note(self, response, *_args, **_kwargs):
        path = response.request.path_url.replace(f"/p/{self.project}", "/p", 1).split("~")[0]
        self.calls.append(f"{response.request.method} {path}")
        assert response.status_code not in SERVER_FAULTS, f"{response.status_code} of {path}: {response.text}"

    @contextmanager
    def method(self, name):
        """One method, with the checks of its results; a failure ends only itself."""
        self.calls.clear()
        try:
            yield
        except Exception:
            self.failed.append(name)
            print(f"FAIL {name}\n{traceback.format_exc()}", flush=True)
        else:
            self.passed.append(name)
            print(f"ok   {name}  {', '.join(dict.fromkeys(self.calls))}"[:150], flush=True)

    def compare_caches(self, area):
        """Whoever made the changes, and whoever only syncs, know what a client knows that connects now."""
        fresh = self.connect()
        with self.method(f"[{area}] answers kept the schema and the project complete"):
            for kind in SCHEMA:
                known = self.unicat.api.data[kind]
                for gid, item in fresh.api.data[kind].items():
                    assert gid in known, f"{kind} {gid} was never sent: {item}"
                    assert known[gid] == item, difference(kind, gid, known[gid], item)
        for who, client in (("maker", self.unicat), ("watcher", self.watcher)):
            with self.method(f"[{area}] sync: the {who} is up to date"):
                assert client.sync() is True
                self._require_current(client, fresh)

    @staticmethod
    def _require_current(client, fresh):
        for kind in (*SCHEMA, "cc.users", "cc.projects_members"):
            known, current = client.api.data[kind], fresh.api.data[kind]
            assert set(known) == set(current), f"{kind}: {set(known) ^ set(current)}"
            for gid, item in current.items():
                assert known[gid] == item, difference(kind, gid, known[gid], item)
        fresh.get_records(list(client.records), force=True)
        fresh.get_assets(list(client.assets), force=True)
        fresh.get_modules(fresh.get_all_module_names(), force=True)
        for kind in ("records", "assets", "modules"):
            for gid, item in client.api.data[kind].items():
                assert gid in fresh.api.data[kind], f"{kind} {gid} is gone, but nobody said so"
                assert item == fresh.api.data[kind][gid], difference(kind, gid, item, fresh.api.data[kind][gid])

    def finish(self):
        done = {name.split(" ")[0] for name in (*self.passed, *self.failed)}
        missing = [name for name in offered(self.unicat) if name not in done]
        for name in missing:
            print(f"FAIL {name}: never called")
        print(f"{len(self.passed)} passed, {len(self.failed)} failed, {len(missing)} never called")
        return 1 if self.failed or missing else 0


def offered(unicat):
    """Everything that the client offers, so that no method of a later version goes unseen."""
    yield from (name for name in dir(Unicat) if not name.startswith("_"))
    yield from (f"mutate.{name}" for name in vars(unicat.mutate) if not name.startswith("_"))
    for name in ("publish", "publish_transformed", "download", "download_transformed"):
        assert hasattr(UnicatAsset, name)
        yield f"asset.{name}"


def difference(kind, gid, known, current):
    members = [name for name in {**known, **current} if known.get(name) != current.get(name)]
    shown = [f"{name}: {known.get(name)} where it is {current.get(name)}" for name in members]
    return f"{kind} {gid}: {'; '.join(shown)}"[:800]


def refused(code, call):
    """Runs what must be refused."""
    from unicat.error import UnicatError

    try:
        call()
    except UnicatError as error:
        assert error.code == code, f"{error.code} instead of {code}"
        return
    raise AssertionError(f"not refused with {code}")
