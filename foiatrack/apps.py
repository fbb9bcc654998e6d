from django.apps import AppConfig


class FoiatrackConfig(AppConfig):
    name = "foiatrack"
