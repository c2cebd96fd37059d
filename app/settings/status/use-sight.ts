"use client";

import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * Rackbeat makes its frame as tall as the page, so that nothing in it ever scrolls: neither a scroll position nor a
 * window's height says what of a list is in view. An IntersectionObserver does, over the borders of sites as well.
 */

export type Sight = {
  first: number;
  last: number;
  /** In px, of a part as it was last drawn. */
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
      for (const { target, isIntersecting } of entries) {
        const index = indexOf(target);
        if (isIntersecting) inView.add(index);
        else inView.delete(index);
      }
      // Where no part is in view, the page is at what stands above the list.
      const parts = inView.size > 0 ? [...inView] : [0];
      setRange({ first: Math.min(...parts), last: Math.max(...parts) });
    });
    const sizes = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        heights.current.set(indexOf(target), target.getBoundingClientRect().height);
      }
    });
    const drawn = list.current?.querySelectorAll("[data-part]") ?? [];
    for (const part of drawn) {
      observer.observe(part);
      sizes.observe(part);
    }
    return () => {
      observer.disconnect();
      sizes.disconnect();
    };
  }, [list, parts]);
  return { first, last, heightOf: (index) => heights.current.get(index) };
}

function indexOf(part: Element): number {
  return Number(part.getAttribute("data-part"));
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
