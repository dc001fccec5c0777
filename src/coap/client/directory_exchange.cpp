// SPDX-License-Identifier: MIT
#include "coap/client/directory_exchange.hpp"

#include "coap/client/directory_client.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

constexpr SessionLimits one_session{1, 1, 5min};
constexpr std::string_view no_answer = "no answer: is it running, and does this machine reach it?";

void add_number(coap_pdu_t& pdu, coap_option_num_t number, std::uint32_t value)
{
    std::array<std::uint8_t, sizeof value> bytes{};
    const auto length = coap_encode_var_safe(bytes.data(), bytes.size(), value);
    coap_add_option(&pdu, number, length, bytes.data());
}

void add_texts(coap_pdu_t& pdu, coap_option_num_t number, const std::vector<std::string>& texts)
{
    for (const auto& text : texts) {
        const auto bytes = as_bytes(text);
        coap_add_option(&pdu, number, bytes.size(), bytes.data());
    }
}

std::optional<Block> block_of(const coap_pdu_t& pdu, coap_option_num_t number)
{
    coap_opt_iterator_t at{};
    const auto* const option = coap_check_option(&pdu, number, &at);
    if (option == nullptr) return std::nullopt;
    const auto block = decode_block({coap_opt_value(option), coap_opt_length(option)});
    return block ? std::optional{*block} : std::nullopt;
}

std::vector<std::string> location_of(const coap_pdu_t& pdu)
{
    std::vector<std::string> location;
    coap_opt_filter_t only{};
    coap_option_filter_clear(&only);
    coap_option_filter_set(&only, COAP_OPTION_LOCATION_PATH);
    coap_opt_iterator_t at{};
    coap_option_iterator_init(&pdu, &at, &only);
    while (const auto* const option = coap_option_next(&at))
        location.emplace_back(as_text({coap_opt_value(option), coap_opt_length(option)}));
    return location;
}

}  // namespace

DirectoryExchange::DirectoryExchange(Scheduler& scheduler, const coap_address_t& directory, DirectoryRequest request,
                                     Done done)
    : scheduler_{scheduler},
      request_{std::move(request)},
      done_{std::move(done)},
      context_{scheduler, *this, one_session},
      session_{coap_new_client_session(&context_.get(), nullptr, &directory, COAP_PROTO_UDP)}
{
}

void DirectoryExchange::start(Duration timeout)
{
    timer_ = scheduler_.after(timeout, [this] { finish(tl::unexpected{std::string{no_answer}}); });
    send_next();
}

void DirectoryExchange::send_once()
{
    send(COAP_MESSAGE_NON);
}

void DirectoryExchange::process()
{
    context_.process();
    settle();
}

void DirectoryExchange::send_next()
{
    if (!send(COAP_MESSAGE_CON)) failed_ = true;
    // libcoap may have told of a failure within coap_send(); nobody is answered before start() has returned.
    if (failed_ || arrived_) soon_ = scheduler_.after(Duration::zero(), [this] { settle(); });
    context_.sent();
}

bool DirectoryExchange::send(coap_pdu_type_t type)
{
    if (!session_) return false;
    auto* const pdu = coap_pdu_init(type, static_cast<coap_pdu_code_t>(request_.method),
                                    coap_new_message_id(session_.get()), coap_session_max_pdu_size(session_.get()));
    if (pdu == nullptr) return false;
    coap_prng(token_.data(), token_.size());
    coap_add_token(pdu, token_.size(), token_.data());
    write(*pdu);
    return coap_send(session_.get(), pdu) != COAP_INVALID_MID;
}

/// Options in the order of their numbers: Uri-Path (11), Content-Format (12), Uri-Query (15), Block2 (23), Block1 (27),
/// Size1 (60).
void DirectoryExchange::write(coap_pdu_t& pdu) const
{
    const auto& links = request_.links;
    const auto part = as_bytes(links).subspan(sending_.offset());
    const auto slice = part.first(std::min(part.size(), sending_.size()));
    const bool blockwise = links.size() > sending_.size();
    add_texts(pdu, COAP_OPTION_URI_PATH, request_.path);
    if (!links.empty()) {
        add_number(pdu, COAP_OPTION_CONTENT_FORMAT, static_cast<std::uint32_t>(ContentFormat::link_format));
    }
    add_texts(pdu, COAP_OPTION_URI_QUERY, request_.query);
    if (receiving_.number > 0) add_number(pdu, COAP_OPTION_BLOCK2, encode_block(receiving_));
    if (blockwise) {
        const Block block{sending_.number, slice.size() < part.size(), sending_.exponent};
        add_number(pdu, COAP_OPTION_BLOCK1, encode_block(block));
        if (block.number == 0) add_number(pdu, COAP_OPTION_SIZE1, static_cast<std::uint32_t>(links.size()));
    }
    if (!slice.empty()) coap_add_data(&pdu, slice.size(), slice.data());
}

void DirectoryExchange::settle()
{
    soon_.reset();
    if (auto arrived = std::exchange(arrived_, std::nullopt)) return on_arrived(std::move(*arrived));
    if (!failed_) return;
    finish(tl::unexpected{session_ ? std::string{no_answer} : "this machine has no way to it: is the network up?"});
}

void DirectoryExchange::on_arrived(Arrived arrived)
{
    if (go_on_sending(arrived)) return send_next();
    auto& reply = arrived.reply;
    if (arrived.block2 && arrived.block2->offset() != received_.size()) {
        return finish(tl::unexpected{std::string{"the blocks of its answer are out of order"}});
    }
    received_ += reply.payload;
    if (received_.size() > DirectoryClient::max_reply_size) {
        return finish(tl::unexpected{std::string{"its answer is too long"}});
    }
    // A block that is not full would never end: it is no more than the last one.
    if (arrived.block2 && arrived.block2->more && reply.payload.size() == arrived.block2->size()) {
        receiving_ = {arrived.block2->number + 1, false, arrived.block2->exponent};
        return send_next();
    }
    reply.payload = received_;
    finish(std::move(reply));
}

/// Whether there is a block to send: the next one after 2.31, or the first one again where 4.13 asks for smaller ones
/// (RFC 7959 section 2.9.3).
bool DirectoryExchange::go_on_sending(const Arrived& arrived)
{
    const auto& asked = arrived.block1;
    const bool smaller = asked && asked->exponent < sending_.exponent;
    const auto code = static_cast<Code>(arrived.reply.code);
    if (code == Code::request_entity_too_large && smaller && sending_.number == 0) {
        sending_.exponent = asked->exponent;
        return true;
    }
    const auto sent = sending_.offset() + sending_.size();
    if (code != Code::continue_ || sent >= request_.links.size()) return false;
    if (smaller) sending_.exponent = asked->exponent;
    sending_.number = static_cast<std::uint32_t>(sent / sending_.size());
    return true;
}

void DirectoryExchange::finish(DirectoryResult<DirectoryReply> reply)
{
    const auto done = std::move(done_);
    done(std::move(reply));  // this is gone now
}

void DirectoryExchange::on_nack(coap_session_t& /*session*/, const coap_pdu_t& /*sent*/,
                                coap_nack_reason_t /*reason*/) noexcept
{
    failed_ = true;
}

coap_response_t DirectoryExchange::on_response(coap_session_t& /*session*/, const coap_pdu_t* /*sent*/,
                                               const coap_pdu_t& received) noexcept
{
    const auto token = coap_pdu_get_token(&received);
    if (token.length != token_.size() || !std::equal(token_.begin(), token_.end(), token.s)) return COAP_RESPONSE_OK;
    Arrived arrived;
    arrived.reply.code = static_cast<std::uint8_t>(coap_pdu_get_code(&received));
    arrived.reply.location = location_of(received);
    arrived.block1 = block_of(received, COAP_OPTION_BLOCK1);
    arrived.block2 = block_of(received, COAP_OPTION_BLOCK2);
    std::size_t size{};
    const std::uint8_t* data{};
    if (coap_get_data(&received, &size, &data) != 0) arrived.reply.payload = as_text({data, size});
    arrived_ = std::move(arrived);
    return COAP_RESPONSE_OK;
}

}  // namespace coapnode
