from django.urls import path

from website.console import bench, campaigns, cases, exchange, judging, runs, tasks, views

app_name = "console"
urlpatterns = [
    path("", views.home, name="home"),
    path("essai", bench.bench, name="bench"),
    path("juger", judging.judge, name="judge"),
    path("jugements/<int:pk>", judging.judgement, name="judgement"),
    path("jugements/<int:pk>/cas", judging.make_case, name="make-case"),
    path("a-traiter", tasks.tasks, name="tasks"),
    path("a-traiter/<int:pk>", tasks.task, name="task"),
    path("cas", cases.cases, name="cases"),
    path("cas/nouveau", cases.new, name="case-new"),
    path("cas/export.csv", exchange.export_csv, name="case-export"),
    path("cas/test_cas.yml", exchange.export_stories, name="case-stories"),
    path("cas/import", exchange.take, name="case-import"),
    path("cas/<int:pk>", cases.case, name="case"),
    path("cas/<int:pk>/effacer", cases.delete, name="case-delete"),
    path("passages", runs.history, name="history"),
    path("passages/nouveau", runs.start, name="run-start"),
    path("passages/<int:pk>", runs.run, name="run"),
    path("passages/<int:pk>/progression", runs.progress, name="progress"),
    path("passages/<int:pk>/arreter", runs.stop, name="run-stop"),
    path("campagnes", campaigns.campaigns, name="campaigns"),
    path("campagnes/nouvelle", campaigns.new, name="campaign-new"),
    path("campagnes/<int:pk>", campaigns.campaign, name="campaign"),
    path("campagnes/<int:pk>/clore", campaigns.close, name="campaign-close"),
]
