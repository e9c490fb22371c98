package io.sluicegate.peers;

/**
 * A card's event, as far as the fraud example's windows need it.
 *
 * @param absent whether the card was absent
 * @param abroad whether the payment was made in another country than the card's
 * @param happened when, in milliseconds
 */
public record CardEvent(String card, double amount, boolean absent, boolean abroad, long happened) {
    /** A zero, and the id of the schema. */
    private static final int HEADER = 5;

    /** Reads the event from the value of its record, the fields in the order of their schema. */
    public static CardEvent read(byte[] value) {
        var in = new AvroInput();
        in.begin(value, HEADER);
        in.skipText(); // transactionId
        var card = in.readText();
        in.skipText(); // merchantId
        in.skipText(); // deviceId
        in.skipText(); // category
        var country = in.readText();
        var home = in.readText();
        double amount = in.readDouble();
        boolean present = in.readBoolean();
        if (in.readLong() == 1) {
            in.skip(Double.BYTES); // deviceAgeDays
        }
        return new CardEvent(card, amount, !present, !country.equals(home), in.readLong());
    }
}
