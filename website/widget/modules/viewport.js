// What is really visible of the window: a soft keyboard or a zoom by fingers hides part of it.

/** Keep `exit` in the visible corner and `panel` above the keyboard; returns how to stop. */
export function follow(exit, panel) {
  const seen = window.visualViewport;
  if (!seen) return () => {};
  const place = () => {
    const right = Math.max(0, document.documentElement.clientWidth - seen.offsetLeft - seen.width);
    exit.style.setProperty("--top", `${seen.offsetTop}px`);
    exit.style.setProperty("--right", `${right}px`);
    if (seen.scale > 1.01) return;
    panel.style.setProperty("--top", `${seen.offsetTop}px`);
    panel.style.setProperty("--height", `${seen.height}px`);
  };
  seen.addEventListener("resize", place);
  seen.addEventListener("scroll", place);
  place();
  return () => {
    seen.removeEventListener("resize", place);
    seen.removeEventListener("scroll", place);
  };
}
