"use client";

import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * Rackbeat makes its frame as tall as the page, so that nothing in it ever scrolls: neither a scroll position nor a
 * window's height says what of a list is in view. An IntersectionObserver does, over the borders of sites as well.
 */

export type Sight = {
  first: number;
  last: number;
  /** In px, of a part when it went out of view. */
  heightOf: (index: number) => number | undefined;
};

/** Which of the elements with `data-part` are in view. */
export function useSight(list: RefObject<HTMLElement | null>, parts: number): Sight {
  const heights = useRef(new Map<number, number>());
  const [{ first, last }, setRange] = useState({ first: 0, last: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of parts is other elements
  useEffect(() => {
    const inView = new Set<number>();
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting, boundingClientRect } of entries) {
        const index = Number(target.getAttribute("data-part"));
        if (isIntersecting) inView.add(index);
        else inView.delete(index);
        heights.current.set(index, boundingClientRect.height);
      }
      // Where no part is in view, the page is at what stands above the list.
      const parts = inView.size > 0 ? [...inView] : [0];
      setRange({ first: Math.min(...parts), last: Math.max(...parts) });
    });
    const drawn = list.current?.querySelectorAll("[data-part]") ?? [];
    for (const part of drawn) observer.observe(part);
    return () => observer.disconnect();
  }, [list, parts]);
  return { first, last, heightOf: (index) => heights.current.get(index) };
}

/** Whether the element is in view. */
export function useIsInView(element: RefObject<Element | null>): boolean {
  const [isInView, setIsInView] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      setIsInView(entries.at(-1)?.isIntersecting ?? false);
    });
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return isInView;
}
