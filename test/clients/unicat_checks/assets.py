"""Assets: uploaded, renamed, published, transformed, downloaded, deleted, and shown in records."""

import struct
import zlib
from pathlib import Path

import requests
from unicat import UnicatTransform

from .suite import refused


def run(suite):
    scratch = Path(suite.folder).with_name("uploads")
    scratch.mkdir(parents=True, exist_ok=True)
    image = scratch / "Client picture.png"
    image.write_bytes(png(40, 20, (200, 30, 30)))
    folder, asset = uploading(suite, image)
    delivering(suite, asset, image)
    in_records(suite, asset)
    ending(suite, folder, asset)


def uploading(suite, image):
    unicat, mutate = suite.unicat, suite.unicat.mutate
    with suite.method("mutate.create_asset"):
        root = unicat.get_root_asset()
        folder = mutate.create_asset(root, "client")
        assert (folder.pathname, folder.path, folder.is_file, folder.childcount) == ("/client", "/", False, 0)
        assert unicat.get_asset_by_pathname("/client").gid == folder.gid
        # The parent came along.
        assert unicat.get_asset(root.gid).info["foldercount"] == root.info["foldercount"] + 1
    with suite.method("mutate.upload_asset"):
        asset = mutate.upload_asset(str(image), folder)
        assert asset.is_file and asset.type == "png" and asset.path == "/client"
        assert (asset.info["width"], asset.info["height"], asset.info["filesize"]) == (40, 20, image.stat().st_size)
        assert unicat.get_asset(folder.gid).childcount == 1
        large = image.with_name("large.bin")
        large.write_bytes(b"0" * 10_000_001)
        refused(413, lambda: mutate.upload_asset(str(large), folder))
    with suite.method("mutate.update_asset"):
        texts = {"en": "A", "nl": "B", "de": "C"}
        updated = mutate.update_asset(
            asset, name="renamed.png", title=texts, description=texts, transforms={"_main_": {"crop": None, "hotspot": [0.1, 0.9]}}
        )
        assert (updated.gid, updated.name, updated.pathname) == (asset.gid, "renamed.png", "/client/renamed.png")
        assert (updated.title, updated.description, updated.default_transform["hotspot"]) == (texts, texts, [0.1, 0.9])
        assert unicat.get_asset_by_pathname("/client/renamed.png").gid == asset.gid
    return folder, updated


def delivering(suite, asset, image):
    unicat = suite.unicat
    small = UnicatTransform(resize="width", width=10, type="png", force=True)
    with suite.method("asset.publish"):
        address = asset.publish()
        assert requests.get(address, timeout=60).content == image.read_bytes()
    with suite.method("publish_asset"):
        assert unicat.publish_asset(asset) == address
        assert unicat.publish_asset(unicat.get_root_asset()) is None
    with suite.method("asset.publish_transformed"):
        shown = requests.get(asset.publish_transformed(small), timeout=60)
        assert (shown.headers["content-type"], size_of(shown.content)) == ("image/png", (10, 5))
    with suite.method("publish_transformed_asset"):
        address = unicat.publish_transformed_asset(asset, UnicatTransform(resize="fill", width=8, height=8, type="jpg", quality=80))
        assert requests.get(address, timeout=60).content.startswith(b"\xff\xd8")
    with suite.method("asset.download"):
        assert local(suite, asset.download()).read_bytes() == image.read_bytes()
        assert local(suite, asset.download("/elsewhere/copy.png")).read_bytes() == image.read_bytes()
    with suite.method("download_asset"):
        assert local(suite, unicat.download_asset(asset, "copy.png")).read_bytes() == image.read_bytes()
    with suite.method("asset.download_transformed"):
        assert size_of(local(suite, asset.download_transformed(small)).read_bytes()) == (10, 5)
    with suite.method("download_transformed_asset"):
        path = unicat.download_transformed_asset(asset, small, "/elsewhere/small.png")
        assert size_of(local(suite, path).read_bytes()) == (10, 5)
    with suite.method("mutate.upload_update_asset"):
        # The client names the file by what it is called here; the asset keeps its own name and gid.
        other = image.with_name("other.png")
        other.write_bytes(png(12, 34, (10, 200, 10)))
        before = asset.publish()
        replaced = unicat.mutate.upload_update_asset(str(other), asset)
        assert (replaced.gid, replaced.info["width"], replaced.info["height"]) == (asset.gid, 12, 34)
        after = replaced.publish()
        assert after != before and requests.get(after, timeout=60).content == other.read_bytes()


def in_records(suite, asset):
    unicat, mutate = suite.unicat, suite.unicat.mutate
    with suite.method("[assets] a record shows an uploaded image"):
        chapter = next(each for each in unicat.walk_record_tree() if each.definition.name == "chapter")
        shown = mutate.update_record(chapter, {"en": {"image": asset.gid}})
        assert shown.validation_report == [] and shown.fields["nl"]["image"].value == asset.gid
        assert shown.fields["nl"]["image"].pathname == "/client/renamed.png"
        assert requests.get(shown.fields["nl"]["image"].publish(), timeout=60).status_code == 200


def ending(suite, folder, asset):
    unicat, mutate = suite.unicat, suite.unicat.mutate
    with suite.method("mutate.delete_asset"):
        assert mutate.delete_asset(asset).is_deleted
    with suite.method("mutate.undelete_asset"):
        assert not mutate.undelete_asset(asset).is_deleted
    with suite.method("mutate.permanent_delete_asset"):
        refused(422, lambda: mutate.permanent_delete_asset(asset))
        mutate.delete_asset(asset)
        assert mutate.permanent_delete_asset(asset) is True
        refused(422, lambda: unicat.get_asset(asset.gid))
        assert unicat.get_asset(folder.gid).childcount == 0


def local(suite, pathname):
    return Path(suite.folder, pathname.lstrip("/"))


def png(width, height, color):
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress((b"\0" + bytes(color) * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def size_of(content):
    assert content.startswith(b"\x89PNG"), content[:8]
    return struct.unpack(">II", content[16:24])
