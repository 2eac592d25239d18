// The look of the chat, in one constructable sheet: works under a strict content policy.
// Sizes are in em of the visitor's own text size, which a host's style sheet cannot change.
export const CSS = `
:host{--ink:#1d1a26;--paper:#fff;--soft:#f4f2f9;--main:#3b2f63;--on-main:#fff;--line:#8a84a0;--faint:#dcd8e8;--urgent:#8c1515;--urgent-soft:#fdf0ee;--focus:#b46a00;
  color:var(--ink)!important;color-scheme:light dark}
@media (prefers-color-scheme:dark){:host{--ink:#f2f1f6;--paper:#17161c;--soft:#26242e;--main:#c9bcf5;--on-main:#17161c;--line:#918aa8;--faint:#3a3744;--urgent:#ffb4ab;--urgent-soft:#341a18;--focus:#f4a300}
  :focus-visible{box-shadow:none!important}}
*{box-sizing:border-box}
[hidden]{display:none!important}
.panel{display:flex;flex-direction:column;min-width:0;margin:0;padding:0;background:var(--paper);color:var(--ink);border:0;overflow:hidden;overscroll-behavior:contain}
.panel.over{position:fixed;inset:auto 0 0 auto;width:min(27em,100vw);height:min(42em,var(--height,100dvh));z-index:2147483000;border:1px solid var(--line);border-radius:.8em .8em 0 0;box-shadow:0 4px 30px #0005}
.panel.page{position:relative;height:100%;min-height:0}
@media (max-width:30em){.panel.over{inset:var(--top,0px) 0 auto 0;width:100vw;height:var(--height,100dvh);border:0;border-radius:0}}
header{display:flex;gap:.4em;align-items:center;padding:.3em .9em;min-height:3.55em}
/* Where the panel reaches the top of the window, it leaves room for the exit. */
@media (max-width:30em),(max-height:47em){header{padding-right:9.2em}}
.panel.page header{position:absolute;width:1px;height:1px;min-height:0;padding:0;overflow:hidden;clip-path:inset(50%)}
.title{flex:1 1 6em;min-width:0;margin:0;font-size:1.05em;line-height:1.25}
.title:focus{outline-offset:0}
.what{display:block;font-size:.8em;font-weight:400}
.plain{flex:none;min-height:2.75em;padding:.3em .7em;border:1px solid var(--line);border-radius:.5em;background:transparent;color:inherit;font:inherit;cursor:pointer}
.pinned{flex:none;display:flex;gap:0 .9em;flex-wrap:wrap;align-content:center;padding:.1em .9em;background:var(--urgent-soft);border-block:1px solid var(--faint);font-size:.9em}
.number{display:inline-flex;align-items:center;min-height:2.3em;min-width:2em;justify-content:center;padding:0 .25em;color:var(--urgent);font-weight:700}
/* Positioned, so that what is only for screen readers scrolls with it and never lengthens the page. */
.transcript{position:relative;flex:1 1 auto;min-height:4em;overflow-y:auto;overscroll-behavior:contain;padding:.8em .9em;overflow-wrap:anywhere}
.transcript:focus-visible{outline-offset:-3px}
.notice,.small{font-size:.9em}
.notice{margin:0 0 .8em;padding-left:.7em;border-left:3px solid var(--main);line-height:1.4}
.note{margin:.6em 0;font-style:italic}
.small{margin:.15em 0}
.theirs{margin:0 0 .6em}
.bubble,.mine p{margin:.4em 0;padding:.55em .8em;border-radius:.3em .9em .9em .9em;background:var(--soft);width:fit-content;max-width:100%;white-space:pre-line}
.mine{display:flex;justify-content:flex-end;padding-left:12%}
.mine p{background:var(--main);color:var(--on-main);border-radius:.9em .3em .9em .9em}
.urgent{margin:.5em 0;padding:.7em .8em;border:2px solid var(--urgent);border-radius:.7em;background:var(--urgent-soft)}
.urgent p{margin:0 0 .4em;font-weight:600}
.urgent .call{background:var(--urgent);color:var(--paper)}
.steps h3{margin:.7em 0 .2em;font-size:1em}
.steps ol{margin:.2em 0;padding-inline-start:1.5em}
.steps li{margin:.25em 0}
.contacts{list-style:none;margin:.4em 0;padding:0}
.contact{margin:.5em 0;padding:.6em .8em;border:1px solid var(--faint);border-radius:.7em;background:var(--paper)}
.contact p{margin:.15em 0}
.name,.open{font-weight:600}
a{color:var(--main)}
.call{display:inline-flex;align-items:center;min-height:2.75em;margin:.15em .3em .15em 0;padding:.2em 1em;border-radius:.5em;background:var(--main);color:var(--on-main);font-weight:700;text-decoration:none}
.site,.source a{display:inline-flex;align-items:center;min-height:2.75em}
.source a{min-height:1.8em}
.choices{display:flex;flex-direction:column;align-items:flex-start;gap:.45em;margin:.6em 0}
.choice,.send{min-height:2.75em;max-width:100%;padding:.45em 1em;border:2px solid var(--main);border-radius:1.4em;background:var(--paper);color:var(--main);font:inherit;font-weight:600;line-height:1.25;text-align:start;cursor:pointer}
.choice:hover{background:var(--soft)}
.choice[aria-disabled=true]{border-style:dashed;font-weight:400;cursor:default}
.send{flex:none;min-height:2.9em;white-space:nowrap;text-align:center;background:var(--main);color:var(--on-main);border-radius:.6em}
.retry{margin:.6em 0;padding:.6em .8em;border:1px solid var(--urgent);border-radius:.7em}
.retry>p{margin:.2em 0 .5em}
.status{flex:none;margin:0;padding:0 1em;font-size:.9em}
.warning{flex:none;display:flex;flex-wrap:wrap;gap:.5em;align-items:center;padding:.4em .9em;background:var(--soft)}
.alert,.count{margin:0;font-size:.9em}
.alert{color:var(--urgent);font-weight:600}
.composer{flex:none;padding:.4em .9em .7em;border-top:1px solid var(--faint)}
.above{display:flex;justify-content:space-between;align-items:center;margin-bottom:.2em;font-size:.9em}
.above label{font-weight:600}
.above .plain{min-height:1.9em;padding:0 .6em;border-color:transparent;text-decoration:underline;text-underline-offset:.15em}
.row{display:flex;gap:.5em;align-items:stretch}
textarea{flex:1 1 auto;min-width:0;min-height:2.9em;max-height:7em;margin:0;padding:.5em .6em;border:1px solid var(--line);border-radius:.6em;background:var(--paper);color:inherit;font:inherit;line-height:1.35;resize:none}
textarea[aria-invalid=true]{border:2px solid var(--urgent)}
:focus-visible{outline-color:var(--focus)}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-height:34em){.panel.page .pinned{min-height:3.8em;padding-right:9.4em}.what{display:none}.title{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
  .composer{padding-block:.2em .4em}textarea{height:2.9em}}
@media (max-height:22em){header{min-height:3.2em;padding-block:.2em}.pinned{font-size:.85em}.above{position:absolute;clip-path:inset(50%)}.transcript{padding-block:.3em;min-height:2em}}
@media (max-width:15em){header{padding:3.4em .9em .2em}.panel.page .pinned{padding:4.9em 1.2em 0;font-size:.7em}.row{flex-wrap:wrap}textarea{flex-basis:100%;min-height:2.2em;height:2.2em}.send{flex:1 1 auto;min-height:2.2em}}
@media (prefers-reduced-motion:no-preference){.slow,.theirs{animation:come .25s ease-out}}
@keyframes come{from{opacity:0;transform:translateY(.3em)}}
@media (forced-colors:active){.call,.send,.choice{border:2px solid ButtonText}}
@media print{.panel{display:none!important}}
`;
