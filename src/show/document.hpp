// SPDX-License-Identifier: MIT
/// A document of JSON or CBOR to be shown: members in the order and numbers with the digits that were sent.
///
/// It is one list of small nodes, each before what it holds, and one text. So it takes a few times the memory of what
/// it was read from, whatever is nested in what, and a member that is there twice is shown twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// Containers within each other. What is nested deeper is not read as a document.
inline constexpr std::size_t deepest_document = 64;
/// What is larger is not read as a document; a client takes payloads of 1 MiB.
inline constexpr std::size_t largest_document = 1U << 22U;

class Document {
public:
    enum class Kind : std::uint8_t {
        null,
        boolean,  ///< its text is true or false
        number,   ///< its text is as JSON spells it, or NaN, Infinity, -Infinity
        text,
        bytes,
        array,
        object,  ///< children are key, value, key, value; a key may be of any kind in CBOR
    };

private:
    struct Node {
        Kind kind{};
        std::uint32_t begin{};  ///< of its text
        std::uint32_t length{};
        std::uint32_t after{};  ///< index of the node behind it and all that it holds
    };

public:
    /// One value of a document, which must outlive it.
    class Item {
    public:
        [[nodiscard]] Kind kind() const { return node().kind; }
        /// Of null, a boolean, number, text or bytes.
        [[nodiscard]] std::string_view text() const;
        [[nodiscard]] bool is_container() const { return kind() == Kind::array || kind() == Kind::object; }
        [[nodiscard]] bool is_empty() const { return node().after == index_ + 1; }
        /// A container with something in it.
        [[nodiscard]] bool holds_items() const { return is_container() && !is_empty(); }
        /// The values in it and itself.
        [[nodiscard]] std::size_t size() const { return node().after - index_; }
        /// Of the first member with this key; of an object alone.
        [[nodiscard]] std::optional<Item> member(std::string_view key) const;

        /// Runs `visit(Item)` for each element of an array.
        template <class Visit>
        void each_element(Visit visit) const
        {
            for (auto at = index_ + 1; at < node().after; at = Item{*document_, at}.node().after)
                visit(Item{*document_, at});
        }
        /// Runs `visit(Item key, Item value)` for each member of an object.
        template <class Visit>
        void each_member(Visit visit) const
        {
            for (auto at = index_ + 1; at < node().after;) {
                const Item key{*document_, at};
                const Item value{*document_, key.node().after};
                visit(key, value);
                at = value.node().after;
            }
        }

    private:
        friend class Document;
        Item(const Document& document, std::size_t index) : document_{&document}, index_{index} {}
        [[nodiscard]] const Node& node() const { return document_->nodes_[index_]; }

        const Document* document_;
        std::size_t index_;
    };

    /// Of a document that was read.
    [[nodiscard]] Item root() const { return {*this, 0}; }

    // For those who read one: values in the order of the text.
    void add(Kind kind, std::string_view text);
    /// What is added from now on is in this array or object, until it is closed by the index that this returns.
    std::size_t open(Kind kind);
    void close(std::size_t index) { nodes_[index].after = static_cast<std::uint32_t>(nodes_.size()); }
    /// The values so far; cut_back() takes off what was added since.
    [[nodiscard]] std::size_t size() const { return nodes_.size(); }
    void cut_back(std::size_t size);
    [[nodiscard]] std::size_t text_size() const { return texts_.size(); }
    [[nodiscard]] Item at(std::size_t index) const { return {*this, index}; }

private:
    std::vector<Node> nodes_;
    std::string texts_;
};

/// RFC 8259; nullopt where it is no JSON or beyond the bounds above. Strings may hold control characters.
std::optional<Document> read_json_document(std::string_view text);

/// RFC 8949. Byte strings stay bytes, bignums and decimal fractions are numbers, any other tag is passed over.
std::optional<Document> read_cbor_document(std::string_view bytes);

}  // namespace coapnode
