package io.sluicegate.fraud.world;

import java.time.Duration;

/** The ways in which thieves use a card that isn't theirs. */
enum FraudPattern {
    /** A burst of tiny payments shows that the stolen number works; then comes the big one. */
    CARD_TESTING(5.5) {
        @Override
        void commit(Crime crime) {
            var device = Device.unseen(crime.dice());
            for (int i = crime.dice().between(3, 5); i > 0; i--) {
                crime.after(Duration.ofSeconds(20), Duration.ofMinutes(4));
                crime.pay(crime.online(Category.DIGITAL), device, crime.dice().between(0.5, 4.0));
            }
            for (int i = crime.dice().between(1, 2); i > 0; i--) {
                crime.after(Duration.ofMinutes(2), Duration.ofMinutes(20));
                crime.pay(crime.online(Category.ELECTRONICS), device, crime.usualTimes(4.0, 0.5));
            }
        }
    },
    /** The card itself, in shops of another country. */
    STOLEN_ABROAD(3.5) {
        @Override
        void commit(Crime crime) {
            var country = crime.foreignCountry();
            for (int i = crime.dice().between(2, 5); i > 0; i--) {
                crime.after(Duration.ofMinutes(5), Duration.ofMinutes(50));
                crime.pay(crime.shopIn(country), Device.unseen(crime.dice()), crime.usualTimes(3.0, 0.6));
            }
        }
    },
    /** A new phone is linked to the account and buys what is as good as money. */
    TAKEOVER(3.0) {
        @Override
        void commit(Crime crime) {
            var device = Device.fresh(crime.dice());
            for (int i = crime.dice().between(2, 4); i > 0; i--) {
                crime.after(Duration.ofMinutes(2), Duration.ofMinutes(25));
                var category = crime.dice().chance(0.7) ? Category.GIFTCARDS : Category.ELECTRONICS;
                crime.pay(crime.online(category), device, crime.usualTimes(3.0, 0.6));
            }
        }
    },
    /** Numbers copied at one merchant are used once or twice, in amounts that don't stand out much. */
    COMPROMISED_MERCHANT(1.5) {
        @Override
        void commit(Crime crime) {
            var device = Device.unseen(crime.dice());
            for (int i = crime.dice().between(1, 2); i > 0; i--) {
                crime.after(Duration.ofMinutes(1), Duration.ofMinutes(90));
                crime.pay(crime.anyOnline(), device, crime.usualTimes(3.5, 0.5));
            }
        }
    },
    /** Malware on the victim's own phone: one ordinary amount after the other. */
    SLOW_DRAIN(6.0) {
        @Override
        void commit(Crime crime) {
            var device = crime.ownDevice();
            for (int i = crime.dice().between(4, 8); i > 0; i--) {
                crime.after(Duration.ofMinutes(1), Duration.ofMinutes(8));
                var category = crime.dice().chance(0.8) ? Category.GIFTCARDS : Category.DIGITAL;
                crime.pay(crime.online(category), device, crime.usualTimes(2.2, 0.3));
            }
        }
    };

    final double meanPayments;

    FraudPattern(double meanPayments) {
        this.meanPayments = meanPayments;
    }

    abstract void commit(Crime crime);
}
