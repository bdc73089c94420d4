"""Addresses of the desk's ledger pages."""

from django.urls import path

from gongkai.faces.desk.ledger import book_views as book
from gongkai.faces.desk.ledger import plan_views as plans
from gongkai.faces.desk.ledger import task_views as tasks

urlpatterns = [
    path("plans/", plans.plans, name="plans"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/file/", plans.plan_file, name="plan_file"),
    path("plans/<int:pk>/head/", plans.plan_head, name="plan_head"),
    path("plans/<int:pk>/deadlines/", plans.plan_deadlines, name="plan_deadlines"),
    path("plans/<int:pk>/adopt/", plans.plan_adopt, name="plan_adopt"),
    path("plans/<int:pk>/abandon/", plans.plan_abandon, name="plan_abandon"),
    path("plans/<int:pk>/match/", plans.plan_match, name="plan_match"),
    path("plans/<int:pk>/problem/", plans.plan_problem, name="plan_problem"),
    path("plans/<int:pk>/tasks/new/", plans.plan_task_add, name="plan_task_add"),
    path("plans/<int:pk>/tasks/<int:task_pk>/", tasks.plan_task, name="plan_task"),
    path("plans/<int:pk>/tasks/<int:task_pk>/units/", tasks.task_units, name="task_units"),
    path("plans/<int:pk>/tasks/<int:task_pk>/remove/", tasks.task_remove, name="task_remove"),
    path("plans/<int:pk>/tasks/<int:task_pk>/assign/", tasks.task_assign, name="task_assign"),
    path(
        "plans/<int:pk>/tasks/<int:task_pk>/names/<int:row_pk>/",
        tasks.task_name,
        name="task_name",
    ),
    path(
        "plans/<int:pk>/tasks/<int:task_pk>/names/<int:row_pk>/group/",
        tasks.task_group,
        name="task_group",
    ),
    path("plans/<int:pk>/duties/<int:duty_pk>/", tasks.duty_hand_over, name="duty_hand_over"),
    path("ledger/", book.ledger, name="ledger"),
    path("submissions/", book.submissions, name="submissions"),
    path("ledger/duties/<int:pk>/", book.duty, name="duty"),
    path("ledger/<slug:code>/", book.ledger_of, name="ledger_of"),
    path("ledger/<slug:code>/submit/", book.ledger_submit, name="ledger_submit"),
    path("ledger/<slug:code>/receipts/<int:pk>/", book.ledger_receipt, name="ledger_receipt"),
    path("ledger/<slug:code>/export/<slug:kind>/", book.ledger_export, name="ledger_export"),
]
