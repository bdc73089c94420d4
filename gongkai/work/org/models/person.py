"""People and the posts they hold; what somebody may do follows from posts alone."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from gongkai.work.org.models.organisation import Office, Organisation


class PersonManager(BaseUserManager["Person"]):
    """Accounts are made with a password that is only stored as a hash."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Person:
        """Create an account; without a password nobody can log in with it."""
        person = self.model(username=username, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody who logs in. There is no superuser: powers come from posts."""

    username = models.CharField("账号", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    phone = models.CharField("办公电话", max_length=30, blank=True)
    is_active = models.BooleanField("启用", default=True)

    objects = PersonManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as people write it."""
        return self.name


class Post(models.Model):
    """One person's role in one organisation for a time. Posts end; they are not deleted."""

    class Role(models.TextChoices):
        CLERK = "clerk", "信息员"
        FIRST_REVIEWER = "first_reviewer", "一审"
        SECOND_REVIEWER = "second_reviewer", "二审"
        FINAL_REVIEWER = "final_reviewer", "三审"
        HEAD = "head", "单位负责人"
        FOI_CLERK = "foi_clerk", "依申请公开经办人"
        FOI_APPROVER = "foi_approver", "依申请公开审批人"
        OPENNESS_OFFICER = "openness_officer", "政务公开办"
        OPENNESS_HEAD = "openness_head", "政务公开办负责人"
        ADMINISTRATOR = "administrator", "系统管理员"

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    office = models.ForeignKey(Office, models.PROTECT, null=True, blank=True)
    role = models.CharField("岗位", max_length=20, choices=Role.choices)
    from_on = models.DateField("到岗日期")
    until_on = models.DateField("离岗日期", null=True, blank=True)
    stands_in_for = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="stand_ins", verbose_name="代行的岗位"
    )

    class Meta:
        ordering = ["organisation", "role", "from_on"]
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "from_on"], name="post_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_role_display()} {self.person}"
