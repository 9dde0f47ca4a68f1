// SPDX-License-Identifier: GPL-3.0-or-later
// What tests of pages ask a page itself: each function runs in the browser and gives a list of what is wrong.

// In the page: letters smaller than `least`; targets smaller than `target`.
export function findSmall([least, target]) {
    const found = [],
        seen = e => e.getClientRects().length && !e.closest(".unseen, [hidden]");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const e = node.parentElement,
            size = parseFloat(getComputedStyle(e).fontSize);
        if (least && node.data.trim() && seen(e) && size < least && !e.closest(".way"))
            found.push(`"${node.data.slice(0, 30)}" has ${size} px`);
    }
    if (target)
        for (const e of document.querySelectorAll(
            "button, input:not([type=radio], [type=checkbox]), select, summary, .segments label, a.button",
        )) {
            const { width, height } = e.getBoundingClientRect();
            if (seen(e) && (height < target || width < target))
                found.push(`${e.tagName} "${e.textContent || e.id}" is ${Math.round(width)} x ${Math.round(height)}`);
        }
    return found;
}
// In the page: texts of pictures that lie on one another, or stick out.
export function findCrowded() {
    const found = [];
    for (const svg of document.querySelectorAll(".canvas svg")) {
        const all = [...svg.querySelectorAll("text")].map(t => ({
            words: t.textContent,
            box: t.getBoundingClientRect(),
        }));
        all.forEach(({ words, box }, i) => {
            if (box.right > innerWidth + 1 || box.left < -1) found.push(`"${words}" sticks out`);
            for (const other of all.slice(i + 1))
                if (
                    Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 2 &&
                    Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > box.height * 0.45
                )
                    found.push(`"${words}" lies on "${other.words}"`);
        });
    }
    return found;
}
