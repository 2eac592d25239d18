// The look of the chat, in one constructable sheet: works under a strict content policy.
export const CSS = `
:host{--ink:#1c1b22;--paper:#fff;--soft:#f3f1f8;--main:#3b2f63;--on-main:#fff;--line:#8a84a0;--urgent:#8c1515;--urgent-soft:#fdeeee;
  font:1rem/1.5 system-ui,sans-serif;color:var(--ink);color-scheme:light dark}
@media (prefers-color-scheme:dark){:host{--ink:#f2f1f6;--paper:#17161c;--soft:#26242e;--main:#c9bcf5;--on-main:#17161c;--line:#918aa8;--urgent:#ffb4ab;--urgent-soft:#3a1715}}
*{box-sizing:border-box}
[hidden]{display:none!important}
.panel{display:flex;flex-direction:column;background:var(--paper);color:var(--ink);border:1px solid var(--line);min-width:0}
.panel.over{position:fixed;inset:auto 0 0 auto;width:min(26rem,100vw);height:min(40rem,100dvh);z-index:2147483000;border-radius:.8rem .8rem 0 0}
.panel.page{height:100%;min-height:0}
@media (max-width:30rem){.panel.over{inset:0;width:100vw;height:100dvh;border-radius:0}}
header{display:flex;gap:.5rem;align-items:center;flex-wrap:wrap;padding:.4rem 8.5rem .4rem .8rem;min-height:3.2rem;border-bottom:1px solid var(--line)}
.title{flex:1 1 6rem;margin:0;font-size:1.05rem}
.exit{position:fixed;inset:.4rem .4rem auto auto;margin:0;padding:.5rem 1rem;min-height:2.75rem;border:2px solid #fff;border-radius:.4rem;background:#8c1515;color:#fff;font:700 1rem/1.2 system-ui,sans-serif;cursor:pointer}
.panel.page header{padding-right:.8rem}
.plain{min-height:2.75rem;padding:.3rem .6rem;border:1px solid var(--line);border-radius:.4rem;background:transparent;color:inherit;font:inherit;cursor:pointer}
.pinned{display:flex;gap:.4rem;flex-wrap:wrap;padding:.3rem .8rem;background:var(--urgent-soft);border-bottom:1px solid var(--line)}
.transcript{flex:1 1 auto;min-height:4rem;overflow-y:auto;overscroll-behavior:contain;padding:.8rem;overflow-wrap:anywhere}
.notice,.small{font-size:.9rem}
.notice{margin:0 0 .8rem;padding:.6rem;border-left:4px solid var(--main);background:var(--soft)}
.small{margin:.15rem 0}
.bubble,.mine p{margin:.4rem 0;padding:.6rem .8rem;border-radius:.6rem;background:var(--soft);max-width:95%;white-space:pre-line}
.mine{display:flex;justify-content:flex-end}
.mine p{background:var(--main);color:var(--on-main)}
.urgent{margin:.5rem 0;padding:.6rem .8rem;border:2px solid var(--urgent);border-radius:.6rem;background:var(--urgent-soft)}
.urgent p{margin:.2rem 0;font-weight:600}
.urgent .small{font-weight:400}
.steps h3{margin:.6rem 0 .2rem;font-size:1rem}
.steps ol{margin:.2rem 0;padding-left:1.5rem}
.steps li{margin:.25rem 0}
.contacts{list-style:none;margin:.4rem 0;padding:0}
.contact{margin:.4rem 0;padding:.5rem .7rem;border:1px solid var(--line);border-radius:.6rem;background:var(--paper)}
.contact p{margin:.15rem 0}
.name{font-weight:600}
.open{font-weight:600}
a{color:var(--main)}
.call{display:inline-flex;align-items:center;min-height:2.75rem;margin:.15rem .3rem .15rem 0;padding:.2rem .9rem;border-radius:.5rem;background:var(--main);color:var(--on-main);font-weight:700;text-decoration:none}
.site{display:inline-flex;align-items:center;min-height:2.75rem}
.choices{display:flex;flex-wrap:wrap;gap:.4rem;margin:.6rem 0}
.choice,.send{min-height:2.75rem;padding:.5rem .9rem;border:2px solid var(--main);border-radius:1.4rem;background:var(--paper);color:var(--main);font:600 1rem/1.25 system-ui,sans-serif;text-align:left;cursor:pointer}
.choice[aria-disabled=true]{border-style:dashed}
.choice,.send,.exit,.call{overflow-wrap:normal}
.send{white-space:nowrap;background:var(--main);color:var(--on-main);border-radius:.5rem}
.status,.alert{margin:0;padding:0 .8rem;font-size:.9rem}
.alert{color:var(--urgent);font-weight:600}
.composer{padding:.4rem .8rem .6rem;border-top:1px solid var(--line)}
.composer label{display:block;font-weight:600;font-size:.9rem}
.row{display:flex;gap:.5rem;align-items:flex-end}
textarea{flex:1 1 auto;min-width:0;max-height:7rem;padding:.5rem;border:1px solid var(--line);border-radius:.5rem;background:var(--paper);color:inherit;font:1rem/1.4 system-ui,sans-serif;resize:none}
textarea[aria-invalid=true]{border:2px solid var(--urgent)}
:focus-visible{outline:3px solid #b46a00;outline-offset:2px}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-height:34rem){.panel.page header{padding-right:8.5rem;flex-wrap:nowrap}.title{white-space:nowrap;overflow:hidden;text-overflow:ellipsis}}
@media (max-height:22rem){header{min-height:2.8rem}.composer label{position:absolute;clip-path:inset(50%)}.notice{font-size:.8rem}textarea{height:2.75rem}}
@media (prefers-reduced-motion:no-preference){.waiting::after{content:"…";display:block;animation:wait 1.2s steps(3) 3}}
@keyframes wait{from{opacity:.2}to{opacity:1}}
@media print{:host{display:none!important}}
`;
