"""The optional second factor: a TOTP application and recovery codes, kept by django-otp."""

from __future__ import annotations

from typing import Any

import qrcode
from django.db import transaction
from django_otp import devices_for_user, login
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from qrcode.image.svg import SvgPathImage

RECOVERY_CODES = 10


def is_set_up(user: Any) -> bool:
    """Tell whether *user* confirmed a TOTP application."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def pending_device(user: Any) -> TOTPDevice:
    """Return the device that *user* is setting up, made at the first call."""
    device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return device or TOTPDevice.objects.create(user=user, name="Application", confirmed=False)


def qr_picture(device: TOTPDevice) -> str:
    """Return the device's QR code as an SVG element."""
    code = qrcode.make(device.config_url, image_factory=SvgPathImage, box_size=12, border=2)
    return str(code.to_string(encoding="unicode"))


def check_code(user: Any, code: str) -> Device | None:
    """Return the device of *user* that accepts *code*; wrong ones are slowed down by django-otp."""
    with transaction.atomic():
        for device in devices_for_user(user, for_verify=True):
            if device.verify_token(code):
                return device
    return None


def confirm(request: Any, code: str) -> list[str]:
    """Put the pending device to work; return the recovery codes, or nothing when *code* is wrong."""
    device = pending_device(request.user)
    if not device.verify_token(code):
        return []
    with transaction.atomic():
        device.confirmed = True
        device.save()
        StaticDevice.objects.filter(user=request.user).delete()
        recovery = StaticDevice.objects.create(user=request.user, name="Codes de secours")
        codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=recovery, token=code) for code in codes)
    login(request, device)
    return codes


def remove(user: Any) -> None:
    """Take the second factor of *user* away, with its recovery codes."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
