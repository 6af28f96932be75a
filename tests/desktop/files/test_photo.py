import io
import random
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from db.domain.attachment import AttachmentRefused, sniff
from desktop.files.photo import LONGEST_PX, TARGET_BYTES, thumbnail, working_copy

NOISE = random.Random(7)


def noisy(width: int, height: int) -> Image.Image:
    small = Image.frombytes(
        "RGB", (width // 40, height // 40), NOISE.randbytes(width // 40 * (height // 40) * 3)
    )
    return small.resize((width, height), Image.Resampling.BICUBIC)


def saved(tmp_path: Path, image: Image.Image, kind: str = "JPEG", **how: object) -> Path:
    file = tmp_path / f"photo.{kind.lower()}"
    image.save(file, kind, **how)
    return file


def with_exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0110] = "测试 Phone\x00"
    exif.get_ifd(0x8769)[0x9003] = "2026:11:20 10:11:12"
    exif.get_ifd(0x8769)[0x9011] = "+08:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (24, 28, 47.28), 3: "E", 4: (118, 5, 22.13)})
    return exif


def why(file: Path) -> str:
    with pytest.raises(AttachmentRefused) as caught:
        working_copy(file)
    assert caught.value.name == file.name
    return caught.value.why


def test_a_phones_photo_becomes_small_upright_and_tells_time_and_place(tmp_path: Path) -> None:
    image = noisy(4000, 3000)
    image.paste((255, 0, 0), (0, 0, 400, 3000))  # the left edge, which orientation 6 turns to the top
    file = saved(tmp_path, image, quality=95, exif=with_exif(6))
    assert file.stat().st_size > TARGET_BYTES
    photo = working_copy(file)
    assert len(photo.content) <= TARGET_BYTES
    assert sniff(photo.content) == "image/jpeg"
    made = Image.open(io.BytesIO(photo.content))
    assert made.size == (1536, 2048) == (photo.facts["width"], photo.facts["height"])
    red, green, blue = made.convert("RGB").getpixel((700, 40))
    assert red > 200
    assert max(green, blue) < 80
    assert not made.getexif()
    assert photo.facts["taken_at"] == "2026-11-20T10:11:12+08:00"
    assert photo.facts["lat"] == pytest.approx(24.4798, abs=1e-6)
    assert photo.facts["lon"] == pytest.approx(118.0894806, abs=1e-6)
    assert (photo.facts["original_width"], photo.facts["original_height"]) == (4000, 3000)
    assert photo.facts["camera"] == "测试 Phone" or photo.facts["camera"].endswith("Phone")


def test_a_small_upright_photo_is_kept_as_it_is(tmp_path: Path) -> None:
    photo = working_copy(saved(tmp_path, Image.new("RGB", (640, 480), "blue"), exif=with_exif(1)))
    assert photo.content == b""
    assert photo.facts["taken_at"].startswith("2026-11-20")
    assert (photo.facts["width"], photo.facts["height"]) == (640, 480)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "BMP"])
def test_pictures_of_other_kinds_become_jpeg(tmp_path: Path, kind: str) -> None:
    photo = working_copy(saved(tmp_path, noisy(2400, 1200), kind))
    assert sniff(photo.content) == "image/jpeg"
    assert photo.facts["width"] == LONGEST_PX


def test_what_is_seen_through_becomes_white(tmp_path: Path) -> None:
    photo = working_copy(saved(tmp_path, Image.new("RGBA", (3000, 100), (0, 0, 0, 0)), "PNG"))
    made = Image.open(io.BytesIO(photo.content)).convert("RGB")
    assert made.getpixel((5, 5)) == (255, 255, 255)


def test_pure_noise_is_made_smaller_until_it_fits(tmp_path: Path) -> None:
    image = Image.frombytes("RGB", (1600, 1200), NOISE.randbytes(1600 * 1200 * 3))
    photo = working_copy(saved(tmp_path, image, quality=95))
    assert len(photo.content) <= TARGET_BYTES
    assert photo.facts["width"] < 1600


def png_head(width: int, height: int) -> bytes:
    body = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(body)) + b"IHDR" + body + struct.pack(">I", zlib.crc32(b"IHDR" + body))
    data = zlib.compress(bytes(1000))
    rest = struct.pack(">I", len(data)) + b"IDAT" + data + struct.pack(">I", zlib.crc32(b"IDAT" + data))
    return b"\x89PNG\r\n\x1a\n" + chunk + rest


def test_a_picture_that_would_unpack_to_gigabytes_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.png"
    file.write_bytes(png_head(60_000, 60_000))
    assert why(file) == "too_many_pixels"


def test_broken_pictures_are_refused_with_their_name(tmp_path: Path) -> None:
    whole = saved(tmp_path, noisy(800, 600), quality=90).read_bytes()
    file = tmp_path / "broken.jpg"
    for length in (3, 20, 300, len(whole) // 2, len(whole) - 200):
        file.write_bytes(whole[:length])
        assert why(file) == "broken_image", length
    file.write_bytes(png_head(100, 100))
    assert why(file) == "broken_image"


def test_turned_bits_make_no_other_trouble(tmp_path: Path, seed: int) -> None:
    whole = saved(tmp_path, noisy(160, 120), quality=80, exif=with_exif(3)).read_bytes()
    file, chance = tmp_path / "turned.jpg", random.Random(seed)
    good, refused = 0, set()
    for _ in range(150):
        at = chance.randrange(min(len(whole), 700))
        file.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :])
        try:
            good += bool(working_copy(file).facts)
        except AttachmentRefused as error:
            refused.add(error.why)
    assert good
    assert refused <= {"broken_image", "too_many_pixels", "unknown_kind"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x00\x00\x00\x18ftypheic", "heic"),
        (b"", "empty_file"),
        (b"MZ", "program"),
        (b"text", "broken_image"),
    ],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(content)
    assert why(file) == code
    assert why(tmp_path / "none.jpg") == "cannot_read"


def test_an_impossible_position_or_time_is_left_out(tmp_path: Path) -> None:
    exif = with_exif()
    exif.get_ifd(0x8825)[2] = (240, 0, 0)
    exif.get_ifd(0x8769)[0x9003] = "0000:00:00 00:00:00"
    facts = working_copy(saved(tmp_path, Image.new("RGB", (64, 64)), exif=exif)).facts
    assert facts.keys() == {"camera", "width", "height", "original_width", "original_height"}


def test_a_thumbnail_is_small(tmp_path: Path) -> None:
    content = saved(tmp_path, noisy(800, 600)).read_bytes()
    made = Image.open(io.BytesIO(thumbnail(content, 96)))
    assert made.size == (96, 72)
