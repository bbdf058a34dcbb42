import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes the shop's raw data as SQL to the standard output: half a year of orders of a small European online shop.
 *
 * <p>The same bytes come out on every run, JDK and platform: one {@link Random} with a fixed seed, of which only {@code
 * nextInt(bound)} is used, no clock, nothing but ASCII in this file, and money counted in cents. Run it in this folder
 * with {@code java GenerateShop.java > setup/30-data.sql}.
 */
public final class GenerateShop {

    private static final int CUSTOMERS = 200;
    private static final int ORDERS = 2_000;
    private static final int ROWS_PER_INSERT = 250;
    private static final LocalDateTime OPENED = LocalDateTime.of(2026, 1, 1, 6, 0);
    private static final LocalDateTime TODAY = OPENED.plusDays(181);
    private static final int MINUTES_BETWEEN_ORDERS = 260;

    private static final String[] FIRST_NAMES =
            ("Anna|Luca|\u00c9milie|Jonas|Sof\u00eda|Piotr|Maja|Finn|Giulia|Noor|Pablo|L\u00e9a|"
                + "J\u00fcrgen|Zofia|S\u00f8ren|Chiara|Bram|In\u00e9s|Karl|Aoife|H\u00e9l\u00e8ne|Matteo|Lotte|Tomasz|Freja")
                    .split("\\|");
    private static final String[] LAST_NAMES =
            ("M\u00fcller|Rossi|Dubois|de Vries|Garc\u00eda|Kowalska|Jensen|O'Brien|Wei\u00df|D'Angelo|Moreau|"
                            + "Bakker|Ortiz|Nowak|Nielsen|Schneider|Conti|Lef\u00e8vre|van Dijk|Pe\u00f1a|Huber|Gruber")
                    .split("\\|");

    /** Each country as often as customers live there. */
    private static final String[] COUNTRIES =
            "DE DE DE DE DE DE DE IT IT IT IT IT FR FR FR FR NL NL NL NL ES ES AT AT PL PL DK".split(" ");

    /** A category, then its products. */
    private static final String CATALOGUE = """
        kitchen|Kettle, 1.7 l|Moka pot|Chef's knife|Salt & pepper mills; set of 2|Cast-iron pan|\
        Bread tin|Whisk|Cutting board|Measuring jug|Espresso cups
        garden|Watering can|Pruning shears|Bird feeder|Trowel|Kneeling pad|\
        Hose, 20 m|Seed tray|Rain gauge|Herb planter|Compost bin
        home|Desk lamp|Wool throw|Cushion "Fjord"|Wall clock|Candle holder|\
        Door mat|Mirror|Linen curtain|Coat hooks|Storage basket
        office|Fountain pen|Notebook, A5 -- dotted|Desk mat|Pencil case|Stapler|\
        Letter tray|Book ends|Cable box|Wall planner|Monitor stand
        sport|Yoga mat|Skipping rope|Water bottle|Gym bag|Foam roller|\
        Bike light|Cycling gloves|Running belt|Swim goggles|Resistance bands
        toys|Wooden train|Kite|Puzzle, 500 pieces|Building blocks|Spinning top|\
        Chess set|Juggling balls|Marble run|Paint box|Hand puppet
        """;

    private static final String[] METHODS = {"card", "card", "card", "paypal", "transfer"};
    private static final String[] REASONS = {"changed mind", "wrong item", "arrived late"};

    private final Random random = new Random(20_260_101L);
    private final PrintStream out;

    private final List<String> countries = new ArrayList<>();
    private final List<Integer> prices = new ArrayList<>();
    private final List<String> customers = new ArrayList<>();
    private final List<String> products = new ArrayList<>();
    private final List<String> orders = new ArrayList<>();
    private final List<String> items = new ArrayList<>();
    private final List<String> payments = new ArrayList<>();
    private final List<String> refunds = new ArrayList<>();
    private final List<String> shipments = new ArrayList<>();

    private GenerateShop(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        new GenerateShop(out).run();
        out.flush();
    }

    private void run() {
        for (int id = 1; id <= CUSTOMERS; id++) {
            customer(id);
        }
        for (String line : CATALOGUE.strip().split("\n")) {
            String[] shelf = line.split("\\|");
            for (int place = 1; place < shelf.length; place++) {
                product(shelf[0], shelf[place]);
            }
        }
        LocalDateTime placed = OPENED;
        for (int id = 1; id <= ORDERS; id++) {
            placed = placed.plusMinutes(1 + random.nextInt(MINUTES_BETWEEN_ORDERS))
                    .withSecond(random.nextInt(60));
            order(10_000 + id, placed);
        }

        out.print("-- Written by GenerateShop.java; change that, not this.\n");
        insert("customers (customer_id, full_name, email, country, registered_at)", customers);
        insert("products (product_id, sku, name, category, list_price)", products);
        insert("orders (order_id, customer_id, status, placed_at, shipping_fee)", orders);
        insert("order_items (order_id, line_no, product_id, quantity, unit_price, discount)", items);
        insert("payments (payment_id, order_id, method, status, amount, paid_at)", payments);
        insert("refunds (refund_id, order_id, reason, amount, refunded_at)", refunds);
        insert("shipments (shipment_id, order_id, carrier, shipped_at, delivered_at)", shipments);
    }

    private void customer(int id) {
        String first = pick(FIRST_NAMES);
        String last = pick(LAST_NAMES);
        String country = pick(COUNTRIES);
        String mailbox = ascii(first + "." + last) + id + "@example.com";
        // People type their addresses as they like: the staging layer has to clean them.
        String typed = random.nextInt(8) == 0 ? " " + mailbox.toUpperCase(Locale.ROOT) : mailbox;
        countries.add(country);
        customers.add(row(
                id,
                text(first + " " + last),
                text(typed),
                text(country),
                text(time(OPENED.minusDays(random.nextInt(400)).plusMinutes(random.nextInt(1_000))))));
    }

    private void product(String category, String name) {
        int id = prices.size() + 1;
        int cents = 490 + 100 * random.nextInt(60);
        prices.add(cents);
        String sku = category.substring(0, 2).toUpperCase(Locale.ROOT) + "-" + (1_000 + 7 * id);
        products.add(row(id, text(sku), text(name), text(category), money(cents)));
    }

    private void order(int id, LocalDateTime placed) {
        // Few customers order often; the last ten registered but never bought anything.
        int customer = 1 + Math.min(random.nextInt(CUSTOMERS - 10), random.nextInt(CUSTOMERS - 10));
        String country = countries.get(customer - 1);
        int total = lines(id);
        int fee = total > 8_000 ? 0 : 495;
        total += fee;

        orders.add(row(id, customer, text(settle(id, country, total, placed)), text(time(placed)), money(fee)));
    }

    /** Pays, ships and refunds what one order needs, and returns the order's status. */
    private String settle(int order, String country, int total, LocalDateTime placed) {
        int fate = random.nextInt(100);
        if (fate < 2) {
            return "test";
        }
        if (fate < 5) {
            return "cancelled";
        }
        LocalDateTime paid = pay(order, total, placed);
        if (fate < 7) {
            refund(order, "cancelled", total, paid.plusHours(2));
            return "cancelled";
        }
        LocalDateTime shipped = paid.plusHours(3 + random.nextInt(30));
        if (shipped.isAfter(TODAY)) {
            return "paid";
        }
        boolean italian = country.equals("IT");
        String carrier = italian ? "Corriere Adriatico" : random.nextInt(3) == 0 ? "Hermes" : "DHL";
        int usualHours = italian ? 110 : 60;
        LocalDateTime arrived = shipped.plusHours(usualHours / 2 + random.nextInt(usualHours));
        boolean delivered = arrived.isBefore(TODAY);
        shipments.add(row(
                shipments.size() + 1,
                order,
                text(carrier),
                text(time(shipped)),
                delivered ? text(time(arrived)) : "NULL"));
        if (!delivered) {
            return "shipped";
        }
        complain(order, italian, total, arrived);
        return "delivered";
    }

    /** Adds one to five lines and returns what they cost together, in cents. */
    private int lines(int order) {
        int total = 0;
        int count = 1 + Math.min(random.nextInt(5), 1 + random.nextInt(4));
        for (int line = 1; line <= count; line++) {
            int product = 1 + random.nextInt(prices.size());
            int quantity = random.nextInt(4) == 0 ? 2 + random.nextInt(3) : 1;
            int price = prices.get(product - 1);
            int discount = random.nextInt(6) == 0 ? quantity * price / 10 : 0;
            items.add(row(order, line, product, quantity, money(price), money(discount)));
            total += quantity * price - discount;
        }
        return total;
    }

    private LocalDateTime pay(int order, int total, LocalDateTime placed) {
        LocalDateTime when = placed.plusMinutes(1 + random.nextInt(20));
        String method = pick(METHODS);
        if (random.nextInt(15) == 0) {
            payments.add(row(payments.size() + 1, order, text(method), text("failed"), money(total), text(time(when))));
            when = when.plusMinutes(3);
        }
        payments.add(row(payments.size() + 1, order, text(method), text("captured"), money(total), text(time(when))));
        return when;
    }

    /** The Italian carrier breaks parcels: a quarter of them is refunded in full. Elsewhere a return is rare. */
    private void complain(int order, boolean italian, int total, LocalDateTime arrived) {
        int chance = random.nextInt(100);
        if (italian && chance < 26) {
            refund(order, "arrived broken", total, arrived.plusDays(2));
        } else if (chance < 5) {
            refund(order, pick(REASONS), total / 2, arrived.plusDays(4));
        }
    }

    private void refund(int order, String reason, int cents, LocalDateTime when) {
        refunds.add(row(refunds.size() + 1, order, text(reason), money(cents), text(time(when))));
    }

    private void insert(String table, List<String> rows) {
        for (int from = 0; from < rows.size(); from += ROWS_PER_INSERT) {
            List<String> part = rows.subList(from, Math.min(from + ROWS_PER_INSERT, rows.size()));
            out.print("\nINSERT INTO shop_raw." + table + " VALUES\n" + String.join(",\n", part) + ";\n");
        }
    }

    private String pick(String[] values) {
        return values[random.nextInt(values.length)];
    }

    private static String row(Object... values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(value.toString());
        }
        return "(" + String.join(", ", texts) + ")";
    }

    private static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String time(LocalDateTime value) {
        return value.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT));
    }

    private static String money(int cents) {
        return cents / 100 + "." + (cents % 100 < 10 ? "0" : "") + cents % 100;
    }

    private static String ascii(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        return plain.replace("\u00df", "ss").replace("\u00f8", "o").replaceAll("[^a-z.]", "");
    }
}
