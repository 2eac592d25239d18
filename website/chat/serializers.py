"""What goes in and comes out of the public chat; the OpenAPI document is made from these."""

from __future__ import annotations

from rest_framework import serializers


class TextField(serializers.CharField):
    """A string and nothing that could be turned into one."""

    def to_internal_value(self, data: object) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class StartSerializer(serializers.Serializer):
    language = serializers.RegexField(r"^[A-Za-z]{2,3}$", required=False, default="fr")


class EndSerializer(serializers.Serializer):
    conversation = TextField(max_length=200)


class MessageSerializer(serializers.Serializer):
    """Either a text or the id of a choice that was offered."""

    conversation = TextField(max_length=200)
    text = TextField(required=False, trim_whitespace=False)
    choice = TextField(required=False, max_length=200)

    def validate(self, data: dict[str, str]) -> dict[str, str]:
        if ("text" in data) == ("choice" in data):
            raise serializers.ValidationError("text ou choice, l'un des deux")
        return data


class PhoneSerializer(serializers.Serializer):
    number = serializers.CharField()
    tel = serializers.CharField()
    label = serializers.CharField(allow_blank=True)


class ContactSerializer(serializers.Serializer):
    """A service; a field that is not known is null."""

    id = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    what = serializers.CharField()
    phones = PhoneSerializer(many=True)
    sms = serializers.CharField(allow_null=True)
    email = serializers.CharField(allow_null=True)
    url = serializers.CharField(allow_null=True)
    address = serializers.CharField(allow_null=True)
    commune = serializers.CharField(allow_null=True)
    distance_km = serializers.FloatField(allow_null=True)
    hours = serializers.CharField(allow_null=True)
    open_now = serializers.BooleanField(allow_null=True)
    next_open = serializers.CharField(allow_null=True)
    free = serializers.BooleanField(allow_null=True)
    anonymous = serializers.BooleanField(allow_null=True)
    on_phone_bill = serializers.BooleanField(allow_null=True)


class ChoiceSerializer(serializers.Serializer):
    id = serializers.CharField()
    title = serializers.CharField()


class BubbleSerializer(serializers.Serializer):
    """One message of a turn; which fields it has depends on its type."""

    type = serializers.ChoiceField(
        ["urgent", "text", "steps", "contacts", "choices", "source", "form", "person"]
    )
    risk = serializers.CharField(required=False)
    text = serializers.CharField(required=False)
    lang = serializers.CharField(required=False, help_text="ISO 639-1, for a text that is not in French")
    dir = serializers.ChoiceField(["ltr", "rtl"], required=False)
    title = serializers.CharField(required=False)
    steps = serializers.ListField(child=serializers.CharField(), required=False)
    contacts = ContactSerializer(many=True, required=False)
    choices = ChoiceSerializer(many=True, required=False)
    page = serializers.IntegerField(required=False, allow_null=True)
    url = serializers.CharField(required=False)
    name = serializers.CharField(required=False)
    form = serializers.CharField(required=False)
    fields_ = serializers.ListField(child=serializers.DictField(), required=False)

    def get_fields(self) -> dict[str, serializers.Field]:
        # « fields » is a property of every serializer: the contract's name is given here.
        fields = super().get_fields()
        fields["fields"] = fields.pop("fields_")
        return fields


class StartedSerializer(serializers.Serializer):
    conversation = serializers.CharField()
    expires_in = serializers.IntegerField()
    messages = BubbleSerializer(many=True)


class ExtendedSerializer(serializers.Serializer):
    expires_in = serializers.IntegerField()


class TurnSerializer(serializers.Serializer):
    messages = BubbleSerializer(many=True)
    topics = serializers.ListField(child=serializers.CharField())
    alternatives = serializers.ListField(child=serializers.CharField())
    risks = serializers.ListField(child=serializers.CharField())
    language = serializers.CharField()
    knowledge = serializers.CharField()


class ServicesSerializer(serializers.Serializer):
    services = ContactSerializer(many=True)


class EmergencySerializer(serializers.Serializer):
    emergency = ContactSerializer(many=True)


class ProblemSerializer(serializers.Serializer):
    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    emergency = ContactSerializer(many=True)
    messages = BubbleSerializer(many=True, required=False)
    risks = serializers.ListField(child=serializers.CharField(), required=False)
