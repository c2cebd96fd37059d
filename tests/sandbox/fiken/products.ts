import { created, type FikenApp, type FikenContext, readBody, rowOf, updated } from "./http";
import { type Filters, listOf } from "./lists";
import type { Product } from "./records";
import { type ProductRequest, productRequest } from "./request-schemas";
import { requirePair } from "./vat-rules";
import type { Books } from "./world";

const FILTERS: Filters<Product> = {
  text: {
    name: (product) => product.name,
    productNumber: (product) => product.productNumber,
  },
  flag: { active: (product) => product.active },
  day: {
    createdDate: (product) => product.createdDate,
    lastModified: (product) => product.lastModifiedDate,
  },
};

export function productRoutes(api: FikenApp): void {
  api.get("/products", (c) => listOf(c, c.get("books").products.values(), productResult, FILTERS));
  api.post("/products", async (c) => {
    const product = createProduct(c.get("books"), await readBody(c, productRequest));
    return created(c, `products/${product.productId}`);
  });
  api.get("/products/:productId{\\d+}", (c) => c.json(productResult(productOf(c))));
  api.put("/products/:productId{\\d+}", async (c) => {
    const { productId, createdDate } = productOf(c);
    const request = await readBody(c, productRequest);
    const books = c.get("books");
    requirePair(books, "sale", request.incomeAccount, request.vatType);
    const lastModifiedDate = books.world.today();
    books.products.set(productId, { ...request, productId, createdDate, lastModifiedDate });
    return updated(c, `products/${productId}`);
  });
  api.delete("/products/:productId{\\d+}", (c) => {
    c.get("books").products.delete(productOf(c).productId);
    return c.body(null, 204);
  });
}

export function createProduct(books: Books, request: ProductRequest): Product {
  requirePair(books, "sale", request.incomeAccount, request.vatType);
  const product = { ...request, ...books.stamps(), productId: books.world.nextId() };
  books.products.set(product.productId, product);
  return product;
}

/** VAT types are answered in lower case here, and a stock that was never given is null. */
function productResult(product: Product): unknown {
  return { ...product, vatType: product.vatType.toLowerCase(), stock: product.stock ?? null };
}

function productOf(c: FikenContext): Product {
  return rowOf(c, c.get("books").products, "productId", "Produktet");
}
