"""Stored queries."""

from .suite import refused


def run(suite):
    unicat, mutate = suite.unicat, suite.unicat.mutate
    with suite.method("mutate.create_query"):
        query = mutate.create_query("record", name="Client", q="+aurora", filter=["validation", "any"])
        assert (query.type, query.name, query.q, query.filter) == ("record", "Client", "+aurora", ["validation", "any"])
        assert unicat.get_record_query_by_name("Client").gid == query.gid
        second = mutate.create_query("record", name="Client")
        assert second.name != "Client" and second.name.startswith("Client")
        other = mutate.create_query("asset", name="Client")
        assert (other.name, other.q, other.filter) == ("Client", "", [])
    with suite.method("mutate.update_query"):
        updated = mutate.update_query(query, name="Client 0", q="tent", filter=["and", "", []])
        assert updated.gid == query.gid and (updated.name, updated.q, updated.filter) == ("Client 0", "tent", ["and", "", []])
        assert mutate.update_query(query, q="").name == "Client 0"
    with suite.method("mutate.delete_query"):
        assert mutate.delete_query(second) is True and unicat.get_query(second.gid) is None
        refused(422, lambda: mutate.update_query(second, name="gone"))
