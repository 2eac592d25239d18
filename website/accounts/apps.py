from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    """Comes last in INSTALLED_APPS: after a migration, every permission exists when the roles are filled."""

    name = "website.accounts"
    label = "accounts"
    verbose_name = "Comptes"

    def ready(self) -> None:
        from website.accounts.roles import grant_rights

        post_migrate.connect(grant_rights, sender=self, dispatch_uid="accounts.grant_rights")
