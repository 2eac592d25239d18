"""Accounts are Django's, second factors django-otp's: no model here.

This module must exist all the same: Django tells only apps with models that a migration is over (see apps.py).
"""
