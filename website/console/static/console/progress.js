// Follows a run of test cases; when it is over the page loads once more with its results.
const bar = document.getElementById("progress");

async function follow() {
  const reply = await fetch(bar.dataset.from, { headers: { Accept: "application/json" } });
  if (!reply.ok || reply.redirected) return;
  const run = await reply.json();
  bar.max = run.total;
  bar.value = run.done;
  document.getElementById("counted").textContent = `${run.done} sur ${run.total}`;
  if (run.open) setTimeout(follow, 1500);
  else location.reload();
}

setTimeout(follow, 1500);
