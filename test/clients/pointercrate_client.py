"""The client `pointercratepy` against a gateway: both of its methods with every filter, its answers held to the demo data.

Usage: pointercrate_client.py <url of the gateway> <demo/pointercrate/sample.json>

Prints one line for each call and a count; the exit code is 1 if anything failed.
"""

import json
import sys

import pointercratepy
from pointercratepy import Client


def demon_calls(sample):
    """Calls of get_demons, and the names that they should find in their order."""
    players = {player["id"]: player["name"] for player in sample["players"]}
    ranked = sorted(sample["demons"], key=lambda demon: demon["position"])
    added = sorted(sample["demons"], key=lambda demon: demon["id"])
    third = ranked[2]

    def names(demons, fits=lambda demon: True, limit=50):
        return [demon["name"] for demon in demons if fits(demon)][:limit]

    yield {}, names(ranked)
    yield {"limit": 5}, names(ranked, limit=5)
    yield {"limit": 100, "after": 10, "before": 16}, names(ranked, lambda demon: 10 < demon["position"] < 16)
    yield {"name": third["name"]}, names(ranked, lambda demon: demon["name"].lower() == third["name"].lower())
    yield {"name_contains": "a C"}, names(ranked, lambda demon: "a c" in demon["name"].lower())
    yield {"name_contains": "no demon is called so"}, []
    yield {"verifier_id": third["verifier"]}, names(ranked, lambda demon: demon["verifier"] == third["verifier"])
    yield {"publisher_id": third["publisher"]}, names(ranked, lambda demon: demon["publisher"] == third["publisher"])
    yield {"publisher_name": players[third["publisher"]]}, names(ranked, lambda demon: demon["publisher"] == third["publisher"])
    yield {"listed": False, "limit": 7, "after": 3}, names(added, lambda demon: demon["id"] > 3, limit=7)


def ranking_calls(sample):
    """Calls of get_players_ranked, and the ranks and names that they should find in their order."""
    ranked = sorted((player for player in sample["players"] if player["rank"]), key=lambda player: player["rank"])
    nations = {nation["country_code"]: nation["nation"] for nation in sample["nationalities"]}
    code = next(player["nationality"] for player in ranked if player["nationality"])

    def rows(fits=lambda player: True, limit=50):
        return [(player["rank"], player["name"]) for player in ranked if fits(player)][:limit]

    yield {}, rows()
    yield {"limit": 3}, rows(limit=3)
    yield {"limit": 100, "after": 4, "before": 9}, rows(lambda player: 4 < player["rank"] < 9)
    yield {"name_contains": "STAR"}, rows(lambda player: "star" in player["name"].lower())
    yield {"nation": code}, rows(lambda player: player["nationality"] == code)
    yield {"nation": nations[code]}, rows(lambda player: player["nationality"] == code)


def main(url, sample_path):
    pointercratepy.api_v1 = f"{url}/api/v1/"
    pointercratepy.api_v2 = f"{url}/api/v2/"
    with open(sample_path, encoding="utf-8") as file:
        sample = json.load(file)
    calls = [
        (Client.get_demons, lambda found: [demon["name"] for demon in found], demon_calls(sample)),
        (Client.get_players_ranked, lambda found: [(row["rank"], row["name"]) for row in found], ranking_calls(sample)),
    ]
    checks = failures = 0
    for method, told, cases in calls:
        for arguments, expected in cases:
            found = told(method(**arguments))
            checks += 1
            failures += found != expected
            print(f"{'ok    ' if found == expected else 'FAILED'} {method.__name__} {arguments}: {len(found)}")
            if found != expected:
                print(f"       {found}\n       instead of {expected}")
    print(f"{checks} calls, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
